package dev.scholium.torch.parity;

import dev.scholium.torch.t5.TokenBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model folder with what Hugging Face computed for it: those in the test resources, and -Dscholium.reference=DIR. */
record ReferenceModel(Path folder) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** {@return all reference models there are} */
    static Stream<ReferenceModel> all() {
        List<Path> roots = new ArrayList<>(List.of(Path.of("src/test/resources/t5")));
        String further = System.getProperty("scholium.reference", "");
        if (!further.isBlank()) {
            roots.add(Path.of(further));
        }
        return roots.stream().flatMap(ReferenceModel::in);
    }

    private static Stream<ReferenceModel> in(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            List<ReferenceModel> models = folders.filter(folder -> Files.exists(folder.resolve("cases.json")))
                    .sorted()
                    .map(ReferenceModel::new)
                    .toList();
            if (models.isEmpty()) {
                throw new IllegalStateException(root + " must hold folders with a cases.json, but holds none");
            }
            return models.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the cases of cases.json} */
    List<JsonNode> cases() {
        return children(tree("cases.json").path("cases"));
    }

    /** The run of training.json with an optimiser. */
    JsonNode run(String optimizer) {
        return children(tree("training.json").path("runs")).stream()
                .filter(run -> run.path("optimizer").asString().equals(optimizer))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode tree(String file) {
        return MAPPER.readTree(folder.resolve(file));
    }

    static TokenBatch batch(JsonNode reference) {
        return TokenBatch.of(
                rows(reference.path("sourceIds")),
                rows(reference.path("targetIds")),
                ints(reference.path("labelLengths")));
    }

    static List<JsonNode> children(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static int[][] rows(JsonNode array) {
        return children(array).stream().map(ReferenceModel::ints).toArray(int[][]::new);
    }

    static int[] ints(JsonNode array) {
        return children(array).stream().mapToInt(JsonNode::intValue).toArray();
    }

    static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
