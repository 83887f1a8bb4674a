package dev.scholium.track;

import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial's scores in the shape that lm-evaluation-harness gives its own, so that the tables and boards that read those
 * read these.
 *
 * <p>There, {@code acc} is of the label with the highest score and {@code exact_match} of the generated text: so it is
 * here. Standard errors are those of a mean of zeros and ones, with {@code n - 1}.
 *
 * @see <a href="https://github.com/EleutherAI/lm-evaluation-harness">lm-evaluation-harness</a>
 */
final class LmEvalResults {

    private static final String NO_ERROR = "N/A"; // as the harness writes it where it knows none

    private final Path run;

    /**
     * Scores of a run.
     *
     * @param run its folder
     */
    LmEvalResults(Path run) {
        this.run = run;
    }

    /** {@return the folder with a folder a trial} */
    Path folder() {
        return run.resolve("lm_eval");
    }

    /**
     * Writes one trial's, if it was evaluated.
     *
     * @param results of the run
     * @param trial which trial
     * @param when the time of the scores, in file name and content
     * @throws dev.scholium.failure.ScholiumException if it cannot be written
     */
    void write(Results results, TrackedTrial trial, Instant when) {
        String recipe = trial.settings().getOrDefault("recipe", "scholium");
        Map<String, Object> scores = new LinkedHashMap<>();
        Map<String, Object> subtasks = new LinkedHashMap<>();
        Map<String, Object> configs = new LinkedHashMap<>();
        Map<String, Object> versions = new LinkedHashMap<>();
        Map<String, Object> shots = new LinkedHashMap<>();
        Map<String, Object> better = new LinkedHashMap<>();
        Map<String, Object> samples = new LinkedHashMap<>();
        for (SystemResult result : results.systems()) {
            if (result.name().equals(trial.system()) && result.seed() == trial.seed()) {
                String task = recipe + "_" + result.split();
                scores.put(task, scores(task, result));
                subtasks.put(task, List.of());
                configs.put(task, Map.of("task", task, "output_type", "generate_until", "num_fewshot", 0));
                versions.put(task, Results.FORMAT_VERSION);
                shots.put(task, 0);
                better.put(task, Map.of("acc", true, "exact_match", true, "f1", true, "bleu", true));
                samples.put(task, Map.of("original", result.rows(), "effective", result.rows()));
            }
        }
        if (scores.isEmpty()) {
            return;
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("results", scores);
        page.put("group_subtasks", subtasks);
        page.put("configs", configs);
        page.put("versions", versions);
        page.put("n-shot", shots);
        page.put("higher_is_better", better);
        page.put("n-samples", samples);
        page.put("config", config(trial));
        page.put("date", when.toEpochMilli() / 1000.0);
        page.put("model_source", "scholium");
        page.put("model_name", trial.id());
        page.put("model_name_sanitized", trial.id());
        String date = when.toString().replace(':', '-').replaceFirst("Z$", "");
        AtomicFile.write(folder().resolve(trial.id()).resolve("results_" + date + ".json"), Json.page(page));
    }

    private static Map<String, Object> config(TrackedTrial trial) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model", "scholium");
        config.put("model_args", "pretrained=trials/" + trial.id() + "/student");
        config.put("random_seed", trial.seed());
        config.put("limit", null);
        return config;
    }

    private static Map<String, Object> scores(String task, SystemResult result) {
        Map<String, Object> scores = new LinkedHashMap<>();
        scores.put("alias", task);
        scores.put("acc,none", result.accuracyScored());
        scores.put("acc_stderr,none", standardError(result.accuracyScored(), result.rows()));
        scores.put("exact_match,none", result.accuracy());
        scores.put("exact_match_stderr,none", standardError(result.accuracy(), result.rows()));
        scores.put("f1,none", result.macroF1());
        scores.put("f1_stderr,none", NO_ERROR);
        Double bleu = result.bleu();
        if (bleu != null) {
            scores.put("bleu,none", bleu);
            scores.put("bleu_stderr,none", NO_ERROR);
        }
        return scores;
    }

    private static Object standardError(double share, long rows) {
        return rows < 2 ? NO_ERROR : (Object) Math.sqrt(share * (1 - share) / (rows - 1));
    }
}
