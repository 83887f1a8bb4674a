package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import dev.scholium.student.LoraConfig;
import dev.scholium.torch.nn.DenseLinear;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * libtorch's device {@code meta} stands for a GPU: it knows shapes without numbers, and refuses most of what would be
 * computed with a tensor of the processor beside one of its own. It has no look-up by ids, so the layers are tried
 * behind it, with rows of equal length.
 */
@Tag("native")
class DeviceTest {

    private static final Device META = new Device("meta");
    private static final T5Config CONFIG = T5Sizes.of("tiny", 64, Map.of());
    private static final int[][] ROWS = {{5, 6, 1}, {7, 1}};

    private final TokenBatch batch = TokenBatch.of(ROWS, ROWS).paddedTo(4, 4);

    private static Tensor leaf(long... shape) {
        return Tensors.empty(META, ScalarType.Float, shape).set_requires_grad(true);
    }

    private static Tensor backward(Tensor output, Tensor input) {
        output.backward(
                Tensors.zeros(output, Tensors.shape(output)), new BoolOptional(), false, new TensorArrayRefOptional());
        return input.grad();
    }

    private static T5Network network(Map<String, Tensor> parameters) {
        return T5Network.of(CONFIG, parameters, (name, weight) -> new DenseLinear(weight));
    }

    @Test
    void layersComputeWhereTheirWeightsLie() {
        try (TensorScope scope = TensorScope.open()) {
            T5Network network = network(T5Parameters.draw(CONFIG, 1, META));
            Dropout dropout = Dropout.of(0.1, 3);
            TokenLayout layout = batch.sourceLayout(network.device());
            Tensor position = leaf(1, CONFIG.numHeads(), 4, 4);
            Tensor x = leaf(8, CONFIG.dModel()); // (N, D)
            Tensor encoded = network.encoder()
                    .layers()
                    .get(0)
                    .forward(x, layout, new T5Attention.Bias(position, layout.mask()), dropout); // (N, D)
            T5DecoderLayer.Context context = new T5DecoderLayer.Context(
                    encoded, layout, new T5Attention.Bias(position, T5Decoder.future(network.device(), 4)));
            Tensor decoded = network.decoder()
                    .layers()
                    .get(0)
                    .forward(x, batch.targetLayout(network.device()), context, dropout); // (N, D)

            assertThat(network.device()).isEqualTo(META);
            assertThat(layout.mask()).isNotNull();
            assertThat(Device.of(decoded)).isEqualTo(META);
            assertThat(Device.of(backward(decoded, x))).isEqualTo(META);
        }
    }

    @Test
    void theLossIsReadBackOnceAllElseIsComputed() {
        try (TensorScope scope = TensorScope.open()) {
            T5Network network = network(T5Parameters.draw(CONFIG, 1, META));
            Tensor hidden = leaf(8, CONFIG.dModel()); // (N, D)

            assertThatThrownBy(() -> network.head()
                            .loss(hidden, batch, TokenWeights.mean(5).withSmoothing(0.1)))
                    .hasMessageContaining("Cannot copy out of meta tensor");
            assertThat(Device.of(hidden.grad())).isEqualTo(META);
        }
    }

    @Test
    void modelAdapterAndOptimiserLieWhereTheyAreAskedTo() {
        try (T5Model model = T5Model.fresh(CONFIG, 1, META).adapted(new LoraConfig(2, 4, 0, List.of("q", "v")), 2);
                AdamW optimizer = new AdamW(model.trainable(), AdamW.Settings.defaults());
                DataParallel parallel = DataParallel.of(model)) {
            assertThat(model.parameters().values())
                    .allSatisfy(tensor -> assertThat(Device.of(tensor)).isEqualTo(META));
            assertThat(optimizer.state().values())
                    .allSatisfy(tensor -> assertThat(Device.of(tensor)).isEqualTo(META));
            assertThat(parallel.workers()).isEqualTo(1);
        }
    }

    @Test
    void int8IsForTheProcessor() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PredictionProducts.of(Precision.INT8, Device.CUDA))
                .withMessage(
                        "precision int8 is computed by kernels for processors, but the device is cuda; predict with"
                                + " precision float32, or with --device cpu");
    }
}
