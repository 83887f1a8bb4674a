package dev.scholium.torch.parity;

import dev.scholium.torch.optimize.Adafactor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Steps of Adafactor lose what transformers' lose; see {@link ReferenceTraining} for how closely. */
class AdafactorParityTest {

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void lossOfComparableStepsInFloat64(ReferenceModel reference) {
        JsonNode run = reference.run("adafactor");
        new ReferenceTraining(reference, run)
                .compareInFloat64(model -> new Adafactor(model.parameters(), settings(run)));
    }

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void lossOfComparableStepsInFloat32(ReferenceModel reference) {
        JsonNode run = reference.run("adafactor");
        new ReferenceTraining(reference, run)
                .compareInFloat32(model -> new Adafactor(model.parameters(), settings(run)));
    }

    private static Adafactor.Settings settings(JsonNode run) {
        JsonNode settings = run.path("optimizerSettings");
        return new Adafactor.Settings(
                settings.path("eps").get(0).doubleValue(),
                settings.path("eps").get(1).doubleValue(),
                settings.path("clip_threshold").doubleValue(),
                settings.path("decay_rate").doubleValue(),
                settings.path("weight_decay").doubleValue(),
                settings.path("scale_parameter").booleanValue());
    }
}
