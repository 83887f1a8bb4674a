package dev.scholium.torch.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.student.ScheduleKind;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OptimizerTest {

    private static Tensor parameter() {
        return Tensors.ofFloats(Device.CPU, new float[] {1, -2, 3, 0.5f, 0, 4}, 2, 3)
                .set_requires_grad(true);
    }

    /** A gradient of the square of the distance to 1. */
    private static void gradient(Tensor parameter) {
        parameter.mutable_grad().reset();
        parameter.sub(Tensors.scalar(1)).square().sum().backward();
    }

    private static void continuesBitForBit(Function<Map<String, Tensor>, Optimizer> make) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor through = parameter();
            Tensor resumed = parameter();
            try (Optimizer whole = make.apply(Map.of("p", through));
                    Optimizer first = make.apply(Map.of("p", resumed));
                    Optimizer second = make.apply(Map.of("p", resumed))) {
                for (int step = 0; step < 6; step++) {
                    gradient(through);
                    whole.step(0.1);
                    gradient(resumed);
                    if (step == 3) {
                        second.restore(first.state());
                    }
                    (step < 3 ? first : second).step(0.1);
                }
            }

            assertThat(Tensors.floats(resumed)).isEqualTo(Tensors.floats(through));
        }
    }

    @Test
    void adamWGoesOnBitForBit() {
        continuesBitForBit(p -> new AdamW(p, AdamW.Settings.defaults().withWeightDecay(0.01)));
    }

    @Test
    void adafactorGoesOnBitForBit() {
        continuesBitForBit(p -> new Adafactor(p, Adafactor.Settings.defaults()));
    }

    /**
     * By transformers 5.23.0: {@code Adafactor(lr=0.1, scale_parameter=True, relative_step=False, weight_decay=0.01)}.
     */
    @Test
    void sixStepsInProportionToTheParametersEqualTransformers() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor matrix = parameter();
            Tensor vector =
                    Tensors.ofFloats(Device.CPU, new float[] {0.5f, -1.5f}, 2).set_requires_grad(true);
            Adafactor.Settings settings =
                    Adafactor.Settings.defaults().withWeightDecay(0.01).scaledByParameter();
            try (Optimizer optimizer = new Adafactor(Map.of("matrix", matrix, "vector", vector), settings)) {
                for (int step = 0; step < 6; step++) {
                    gradient(matrix);
                    gradient(vector);
                    optimizer.step(0.1);
                }
            }

            assertThat(Tensors.floats(matrix))
                    .containsExactly(
                            new float[] {0.998813f, -0.6703919f, 2.1868515f, 0.9988768f, 0.4835367f, 2.6561236f},
                            offset(1e-5f));
            assertThat(Tensors.floats(vector)).containsExactly(new float[] {0.9316618f, -0.9057614f}, offset(1e-5f));
        }
    }

    @Test
    void refusesTheStateOfOtherParameters() {
        try (TensorScope scope = TensorScope.open();
                Optimizer one = new AdamW(Map.of("p", parameter()), AdamW.Settings.defaults());
                Optimizer other = new AdamW(Map.of("q", parameter()), AdamW.Settings.defaults())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one.restore(other.state()))
                    .withMessage("the state of an optimiser must have its 3 tensors, but has 3 or other ones");
        }
    }

    @Test
    void theFirstStepOfAdamWIsTheLearningRate() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor parameter = parameter();
            try (Optimizer optimizer = new AdamW(Map.of("p", parameter), AdamW.Settings.defaults())) {
                gradient(parameter);
                optimizer.step(0.1);
            }

            assertThat(Tensors.floats(parameter))
                    .containsExactly(new float[] {1, -1.9f, 2.9f, 0.6f, 0.1f, 3.9f}, offset(1e-6f));
        }
    }

    @Test
    void clippingShortensALongGradientAndOnlyThat() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor parameter =
                    Tensors.ofFloats(Device.CPU, new float[] {2.5f, 3}, 2).set_requires_grad(true);
            gradient(parameter); // (3, 4)

            assertThat(GradientClipping.clip(Map.of("p", parameter), 0)).isEqualTo(5);
            assertThat(GradientClipping.clip(Map.of("p", parameter), 10)).isEqualTo(5);
            assertThat(Tensors.floats(parameter.grad())).containsExactly(3, 4);
            assertThat(GradientClipping.clip(Map.of("p", parameter), 1)).isEqualTo(5);
            assertThat(Tensors.floats(parameter.grad())).containsExactly(new float[] {0.6f, 0.8f}, offset(1e-5f));
        }
    }

    @Test
    void ratesAreThoseOfTransformersSchedules() {
        JsonNode golden = new JsonMapper().readTree(Path.of("src/test/resources/golden/t5/schedules.json"));
        for (JsonNode wanted : golden.path("schedules")) {
            LearningRate rate = new LearningRate(
                    ScheduleKind.of(wanted.path("kind").asString()),
                    wanted.path("peak").doubleValue(),
                    wanted.path("warmup").longValue(),
                    wanted.path("total").longValue());
            for (int step = 0; step < wanted.path("total").intValue(); step++) {
                assertThat(rate.at(step))
                        .as("%s, step %d", rate, step)
                        .isCloseTo(wanted.path("rates").get(step).doubleValue(), offset(1e-12));
            }
        }
    }
}
