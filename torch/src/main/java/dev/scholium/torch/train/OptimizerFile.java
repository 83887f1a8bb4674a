package dev.scholium.torch.train;

import dev.scholium.torch.checkpoint.SafetensorsFile;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.tensor.TensorScope;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** An optimiser's state in a safetensors file. */
final class OptimizerFile {

    private OptimizerFile() {}

    static void read(Path file, Optimizer optimizer) {
        try (TensorScope scope = TensorScope.open();
                SafetensorsFile stored = SafetensorsFile.open(file)) {
            Map<String, Tensor> state = new TreeMap<>();
            for (String name : stored.names()) {
                state.put(name, stored.read(name));
            }
            optimizer.restore(state);
        }
    }
}
