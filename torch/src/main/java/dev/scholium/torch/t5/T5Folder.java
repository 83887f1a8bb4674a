package dev.scholium.torch.t5;

import dev.scholium.file.AtomicFile;
import dev.scholium.torch.checkpoint.CheckpointException;
import dev.scholium.torch.checkpoint.ModelWeights;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A T5 model in a folder of Hugging Face's layout. */
final class T5Folder {

    /** Larger weights go into several files: the size from which Python's transformers did so up to its version 4. */
    private static final long FILE_BYTES = 5_000_000_000L;

    private T5Folder() {}

    /**
     * What a folder holds.
     *
     * @param config shape of the model
     * @param parameters by Hugging Face's names, owned by the receiver
     */
    record Content(T5Config config, Map<String, Tensor> parameters) {}

    /**
     * Reads a folder.
     *
     * @param folder with {@code config.json} and the weights
     * @param precision of the parameters in memory
     * @param device where they shall lie
     * @return its content
     * @throws CheckpointException if a weight is missing, unknown, or of another shape than {@code config.json} says
     */
    static Content read(Path folder, Precision precision, Device device) {
        T5ConfigFile file = new T5ConfigFile(folder);
        file.read(); // another architecture is named before its weights are looked for
        try (ModelWeights weights = ModelWeights.open(folder)) {
            T5Config config = file.read(weights.names().contains(T5Parameters.HEAD));
            Map<String, T5Parameters.Spec> specs = T5Parameters.of(config);
            check(weights, specs);
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            for (String name : specs.keySet()) {
                try (TensorScope scope = TensorScope.open()) {
                    Tensor weight = weights.read(name).to(precision.scalarType());
                    parameters.put(name, TensorScope.own(device.bring(weight)));
                }
            }
            return new Content(config, parameters);
        }
    }

    private static void check(ModelWeights weights, Map<String, T5Parameters.Spec> specs) {
        for (Map.Entry<String, T5Parameters.Spec> entry : specs.entrySet()) {
            String name = entry.getKey();
            if (!weights.names().contains(name)) {
                throw new CheckpointException(weights.file(name), name, "is missing");
            }
            long[] wanted = entry.getValue().sizes();
            long[] found = weights.shape(name);
            if (!Arrays.equals(wanted, found)) {
                throw new CheckpointException(
                        weights.file(name),
                        name,
                        "must be " + Arrays.toString(wanted) + " by config.json, but is " + Arrays.toString(found));
            }
        }
        for (String name : weights.names()) {
            if (!specs.containsKey(name) && !T5Parameters.IGNORED.contains(name)) {
                throw new CheckpointException(
                        weights.file(name), name, "is unknown: a T5 of the shape in config.json has no such weight");
            }
        }
    }

    /**
     * Writes a folder, the weights first, so that one with a {@code config.json} is whole.
     *
     * @param folder made when missing, without weights
     * @param config shape of the model
     * @param parameters its weights
     */
    static void write(Path folder, T5Config config, Map<String, Tensor> parameters) {
        ModelWeights.write(folder, parameters, FILE_BYTES);
        AtomicFile.write(folder.resolve("generation_config.json"), T5ConfigFile.generationJson(config));
        AtomicFile.write(folder.resolve("config.json"), config.toJson());
    }
}
