package dev.scholium.torch.generate;

import dev.scholium.progress.Progress;
import dev.scholium.student.LoraConfig;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.checkpoint.ModelWeights;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.train.ToyRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads models and adapters that Python wrote and gives them back, with what is computed from them here, for
 * {@code tools/check_python.py} to compare.
 *
 * <p>{@code exchange.json} names them; all is written into {@code back/} beside it.
 */
final class PythonExchange {

    /** Into how many files weights are cut, about. */
    private static final int SHARDS = 3;

    private final JsonNode wanted;
    private final Path back;

    private PythonExchange(JsonNode wanted, Path back) {
        this.wanted = wanted;
        this.back = back;
    }

    /**
     * An exchange.
     *
     * @param folder with {@code exchange.json}
     * @return the exchange
     */
    static PythonExchange in(Path folder) {
        return new PythonExchange(new JsonMapper().readTree(folder.resolve("exchange.json")), folder.resolve("back"));
    }

    void run() throws IOException {
        for (Map.Entry<String, JsonNode> model : wanted.path("models").properties()) {
            giveModelBack(model.getKey(), Path.of(model.getValue().asString()));
        }
        for (Map.Entry<String, JsonNode> adapter : wanted.path("adapters").properties()) {
            giveAdapterBack(
                    adapter.getKey(),
                    Path.of(adapter.getValue().path("folder").asString()),
                    Path.of(adapter.getValue().path("base").asString()));
        }
        if (wanted.path("train").asBoolean()) {
            train();
        }
    }

    private void giveModelBack(String name, Path folder) throws IOException {
        try (T5Model model = T5Model.load(folder)) {
            giveBack(name, model);
            Path sharded = back.resolve(name + "-sharded");
            model.save(sharded);
            Files.delete(sharded.resolve("model.safetensors"));
            ModelWeights.write(sharded, model.parameters(), bytes(model) / SHARDS);
        }
    }

    private static long bytes(T5Model model) {
        return model.parameters().values().stream().mapToLong(Tensor::nbytes).sum();
    }

    private void giveAdapterBack(String name, Path adapter, Path base) {
        try (T5Model merged = T5Model.load(base)) {
            merged.merge(adapter);
            giveBack(name, merged);
        }
        try (T5Model adapted = T5Model.load(base).adapted(settings(adapter), 1)) {
            adapted.readAdapter(adapter);
            adapted.saveAdapter(back.resolve(name).resolve("adapter"), base.toString());
        }
    }

    private static LoraConfig settings(Path adapter) {
        JsonNode config = new JsonMapper().readTree(adapter.resolve("adapter_config.json"));
        List<String> targets = config.path("target_modules")
                .valueStream()
                .map(JsonNode::asString)
                .sorted()
                .toList();
        return new LoraConfig(
                config.path("r").asInt(), config.path("lora_alpha").asDouble(), 0, targets);
    }

    private void giveBack(String name, T5Model model) {
        model.save(back.resolve(name));
        StudentDump.write(model, back.resolve(name).resolve("scholium_dump.json"));
    }

    /** A student with an adapter, as a training leaves it. */
    private void train() {
        Path base = new T5Engine()
                .train(ToyRows.job(back.resolve("trained-base"), 2, 0.01), Progress.none())
                .student();
        TrainingJob job = ToyRows.job(back.resolve("trained"), 2, 0.01);
        new T5Engine()
                .train(
                        new TrainingJob(
                                job.task(),
                                new StudentSpec(base.toString(), "", Map.of(), "", 0),
                                job.config().with(Map.of("lora", new LoraConfig(2, 8, 0.1, List.of("q", "v", "wi")))),
                                job.train(),
                                job.dev(),
                                job.folder()),
                        Progress.none());
    }
}
