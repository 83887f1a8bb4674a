package dev.scholium.torch.t5;

/** The feed-forward layers that T5 models have; the names of {@code feed_forward_proj} in {@code config.json}. */
public enum FeedForwardKind {
    /** One projection and relu: T5 1.0. */
    RELU("relu", "relu", false),
    /** Two projections, one through gelu's tanh approximation, multiplied: T5 1.1 and FLAN. */
    GATED_GELU("gated-gelu", "gelu_new", true);

    private final String configName;
    private final String activation;
    private final boolean gated;

    FeedForwardKind(String configName, String activation, boolean gated) {
        this.configName = configName;
        this.activation = activation;
        this.gated = gated;
    }

    /** {@return as {@code config.json} names it} */
    public String configName() {
        return configName;
    }

    /** {@return {@code dense_act_fn} of {@code config.json}} */
    public String activation() {
        return activation;
    }

    /** {@return whether there are two projections} */
    public boolean isGated() {
        return gated;
    }
}
