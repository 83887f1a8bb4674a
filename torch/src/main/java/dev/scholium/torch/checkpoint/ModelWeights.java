package dev.scholium.torch.checkpoint;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The weights of a model folder: one {@code model.safetensors}, or several with an index. */
public final class ModelWeights implements AutoCloseable {

    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private static final Map<String, String> METADATA = Map.of("format", "pt"); // Python's libraries ask for it

    private final Path index; // the single file, or the index
    private final Map<Path, SafetensorsFile> files = new LinkedHashMap<>();
    private final Map<String, Path> fileOfTensor = new LinkedHashMap<>();

    private ModelWeights(Path index) {
        this.index = index;
    }

    /**
     * Opens a folder's weights.
     *
     * @param folder a model folder
     * @return the open weights
     * @throws CheckpointException if there are none, or a file is damaged, or the index names what is not there
     */
    public static ModelWeights open(Path folder) {
        Path single = folder.resolve(SINGLE);
        Path index = folder.resolve(INDEX);
        ModelWeights weights = new ModelWeights(Files.exists(single) ? single : index);
        try {
            if (Files.exists(single)) {
                weights.openSingle(single);
            } else if (Files.exists(index)) {
                weights.openShards(folder);
            } else {
                throw new CheckpointException(
                        folder,
                        "must hold " + SINGLE + " or " + INDEX + ", but holds neither; weights in another format, such "
                                + "as pytorch_model.bin, must be saved as safetensors first");
            }
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
        return weights;
    }

    /**
     * Names the files in which a folder's weights lie, without opening them.
     *
     * @param folder a model folder
     * @return names in that folder, which need not be there: {@code model.safetensors}, or all that an index names
     * @throws CheckpointException if the index is damaged
     */
    public static Set<String> files(Path folder) {
        Path index = folder.resolve(INDEX);
        return Files.exists(folder.resolve(SINGLE)) || !Files.exists(index)
                ? Set.of(SINGLE)
                : new TreeSet<>(new ModelWeights(index).readIndex().values());
    }

    /**
     * Writes weights: one file, or several with an index where a file would become too large.
     *
     * @param folder without weights
     * @param weights by name, written as float32
     * @param fileBytes most bytes of tensors in a file, unless a single tensor has more
     * @throws dev.scholium.failure.ScholiumException if a file cannot be written
     */
    public static void write(Path folder, Map<String, Tensor> weights, long fileBytes) {
        List<Map<String, Tensor>> shards = shards(weights, fileBytes);
        if (shards.size() == 1) {
            SafetensorsFile.write(folder.resolve(SINGLE), weights, METADATA);
            return;
        }
        Map<String, String> fileOfTensor = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String file = String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsFile.write(folder.resolve(file), shards.get(i), METADATA);
            shards.get(i).keySet().forEach(name -> fileOfTensor.put(name, file));
        }
        Map<String, Object> index = new LinkedHashMap<>();
        long total = weights.values().stream().mapToLong(ModelWeights::bytes).sum();
        index.put("metadata", Map.of("total_size", total));
        index.put("weight_map", fileOfTensor);
        AtomicFile.write(folder.resolve(INDEX), Json.page(index)); // last: with it the weights are whole
    }

    private static List<Map<String, Tensor>> shards(Map<String, Tensor> weights, long fileBytes) {
        List<Map<String, Tensor>> shards = new ArrayList<>();
        Map<String, Tensor> shard = new LinkedHashMap<>();
        long size = 0;
        for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
            long bytes = bytes(weight.getValue());
            if (!shard.isEmpty() && size + bytes > fileBytes) {
                shards.add(shard);
                shard = new LinkedHashMap<>();
                size = 0;
            }
            shard.put(weight.getKey(), weight.getValue());
            size += bytes;
        }
        shards.add(shard);
        return shards;
    }

    private static long bytes(Tensor weight) {
        return weight.numel() * Float.BYTES;
    }

    private void openSingle(Path single) {
        SafetensorsFile file = SafetensorsFile.open(single);
        files.put(single, file);
        file.names().forEach(name -> fileOfTensor.put(name, single));
    }

    private void openShards(Path folder) {
        readIndex().forEach((name, fileName) -> {
            Path shard = folder.resolve(fileName);
            SafetensorsFile file = files.computeIfAbsent(shard, SafetensorsFile::open);
            if (!file.names().contains(name)) {
                throw new CheckpointException(shard, name, "is missing, but " + INDEX + " says it is here");
            }
            fileOfTensor.put(name, shard);
        });
    }

    /** The file of each tensor, by the tensor's name. */
    private Map<String, String> readIndex() {
        JsonNode map = indexTree().path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new CheckpointException(index, "must have a weight_map from tensor names to files");
        }
        Map<String, String> fileNames = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : map.properties()) {
            String name = property.getKey();
            String fileName = property.getValue().asString("");
            if (!fileName.matches("[A-Za-z0-9_.-]+\\.safetensors")) {
                throw new CheckpointException(
                        index,
                        name,
                        "must be in a safetensors file of the same folder, but is in \"" + fileName + "\"");
            }
            fileNames.put(name, fileName);
        }
        return fileNames;
    }

    private JsonNode indexTree() {
        try {
            return Json.mapper().readTree(Files.readAllBytes(index));
        } catch (JacksonException e) {
            throw new CheckpointException(index, "must be JSON, but is not");
        } catch (IOException e) {
            throw AtomicFile.cannotRead(index, e);
        }
    }

    /** {@return the tensors' names} */
    public Set<String> names() {
        return Collections.unmodifiableSet(fileOfTensor.keySet());
    }

    /**
     * Where a tensor is, for messages.
     *
     * @param name of a tensor
     * @return its file; the index when it is in none
     */
    public Path file(String name) {
        return fileOfTensor.getOrDefault(name, index);
    }

    /**
     * The shape of a tensor.
     *
     * @param name one of {@link #names}
     * @return sizes of its dimensions
     */
    public long[] shape(String name) {
        return open(name).shape(name);
    }

    /**
     * Reads a tensor.
     *
     * @param name one of {@link #names}
     * @return float32, owned by the caller's scope
     */
    public Tensor read(String name) {
        return open(name).read(name);
    }

    private SafetensorsFile open(String name) {
        SafetensorsFile file = files.get(file(name));
        if (file == null) {
            throw new CheckpointException(index, name, "is missing");
        }
        return file;
    }

    @Override
    public void close() {
        files.values().forEach(SafetensorsFile::close);
    }
}
