package dev.scholium.torch.parity;

import dev.scholium.torch.optimize.AdamW;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Steps of AdamW lose what PyTorch's lose; see {@link ReferenceTraining} for how closely. */
class AdamWParityTest {

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void lossOfComparableStepsInFloat64(ReferenceModel reference) {
        JsonNode run = reference.run("adamw");
        new ReferenceTraining(reference, run).compareInFloat64(model -> new AdamW(model.parameters(), settings(run)));
    }

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void lossOfComparableStepsInFloat32(ReferenceModel reference) {
        JsonNode run = reference.run("adamw");
        new ReferenceTraining(reference, run).compareInFloat32(model -> new AdamW(model.parameters(), settings(run)));
    }

    private static AdamW.Settings settings(JsonNode run) {
        JsonNode settings = run.path("optimizerSettings");
        return new AdamW.Settings(
                settings.path("betas").get(0).doubleValue(),
                settings.path("betas").get(1).doubleValue(),
                settings.path("eps").doubleValue(),
                settings.path("weight_decay").doubleValue());
    }
}
