package dev.scholium.teacher.mock;

/** What a specification of faults may say beside the faults themselves. */
enum FaultSetting {
    /** A share of requests that meet one of many faults. */
    ALL("all", "all=0.2", "so many requests meet a fault: every kind above but hidden and overbill, as often"),
    /** Faults in a row. */
    BURST("burst", "burst=500:20", "of every 500 requests, the last 20 get 503"),
    /** How long it thinks. */
    LATENCY(
            "latency",
            "latency=lognormal:200ms:0.5",
            "thinks before it answers; also constant:50ms, uniform:10ms:90ms (lognormal: median and sigma)"),
    /** Limit on requests. */
    REQUESTS("rpm", "rpm=600", "lets 600 requests a minute pass; more get 429 (rpm=600:10 allows 10 at once)"),
    /** Limit on tokens. */
    TOKENS("tpm", "tpm=40000", "lets 40,000 tokens a minute pass, prompt and max_tokens counted"),
    /** Scales time. */
    MINUTE("minute", "minute=1s", "how long a minute of rpm and tpm lasts (default: 60s)"),
    /** Ends all. */
    QUOTA("quota", "quota=1000", "after 1000 answers, 429 insufficient_quota for ever"),
    /** Bounds faults. */
    MOST("most", "most=2", "how many faults the same request meets before it passes (default: 3)"),
    /** Chance. */
    SEED("seed", "seed=7", "which requests meet which fault (default: 1)");

    private final String word;
    private final String example;
    private final String effect;

    FaultSetting(String word, String example, String effect) {
        this.word = word;
        this.example = example;
        this.effect = effect;
    }

    /** {@return what it is called in a specification} */
    String word() {
        return word;
    }

    /** {@return how it is written} */
    String example() {
        return example;
    }

    /** {@return what it does, for people} */
    String effect() {
        return effect;
    }
}
