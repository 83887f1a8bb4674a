package dev.scholium.report;

import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes a run folder as a run would leave it, of made-up sentences; always the same bytes. */
final class FakeRun {

    private static final List<String> LABELS = LabelSet.nli().names();
    private static final List<String> PEOPLE = List.of("Mara", "Jonas", "Ilse", "Tomas", "Wanda");
    private static final List<String> THINGS = List.of("a red kite", "two loaves", "an old clock", "a green bicycle");
    private static final List<String> PLACES = List.of("in the harbour", "at the mill", "behind the library");

    private final Path folder;
    private final List<SystemPredictions> predictions = new ArrayList<>();
    private String premiseOfEvenRows = "";

    FakeRun(Path folder) {
        this.folder = folder;
    }

    /** A premise for every other row, in place of a made-up one; also its rationales. */
    FakeRun withText(String text) {
        premiseOfEvenRows = text;
        return this;
    }

    void write(long... seeds) {
        for (long seed : seeds) {
            trial("baseline", "none", seed, 0.36, true);
            trial("extraction", "extraction", seed, 0.52, false);
            trial("reasoning", "reasoning", seed, 0.61, false);
        }
        augmented("extraction");
        augmented("reasoning");
        new ResultsBuilder(LabelSet.nli(), "baseline").build(predictions).write(folder.resolve("results.json"));
        AtomicFile.write(folder.resolve("recipe.yaml"), "name: small-world\nkinds: [extraction, reasoning]\n");
        AtomicFile.write(folder.resolve("manifest.json"), Json.page(manifest(seeds)));
    }

    private void trial(String system, String kind, long seed, double skill, boolean collapses) {
        String id = system + "-seed" + seed;
        Path trial = folder.resolve("trials").resolve(id);
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("id", id);
        description.put("system", system);
        description.put("rationale_kind", kind);
        description.put("seed", seed);
        description.put("split_ratio", List.of(0.5, 0.5));
        AtomicFile.write(trial.resolve("trial.json"), Json.page(description));
        AtomicFile.write(trial.resolve("metrics.jsonl"), metrics(skill, seed));
        for (String split : List.of("dev", "test")) {
            Path file = folder.resolve("predictions").resolve(id + "-" + split + ".jsonl");
            SplittableRandom random = new SplittableRandom(seed * 31 + system.hashCode() + split.hashCode());
            PredictionFile.write(file, sink -> {
                for (int row = 0; row < 240; row++) {
                    sink.accept(prediction(row, kind, random, skill, collapses));
                }
            });
            predictions.add(new SystemPredictions(system, kind, seed, split, file));
        }
    }

    private String metrics(double skill, long seed) {
        StringBuilder lines = new StringBuilder();
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 20; step <= 400; step += 20) {
            double done = step / 400.0;
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("step", step);
            line.put("epoch", 5 * done);
            line.put("loss", 0.4 + 2.2 * Math.exp(-3 * done) + 0.05 * random.nextDouble());
            line.put("loss_label", 1.1 - skill * done);
            lines.append(Json.line(line)).append('\n');
            if (step % 40 == 0) {
                double accuracy = 1 / 3.0 + (skill - 1 / 3.0) * Math.sqrt(done) + 0.03 * random.nextDouble();
                lines.append(Json.line(Map.of("step", step, "eval_accuracy", accuracy, "eval_bleu", 20 * accuracy)))
                        .append('\n');
            }
        }
        return lines.append("{\"step\": 4").toString(); // a killed training's last line
    }

    private Prediction prediction(int row, String kind, SplittableRandom random, double skill, boolean collapses) {
        String gold = LABELS.get(row % 3);
        boolean malformed = !collapses && random.nextDouble() < 0.02;
        String guess = collapses ? "neutral" : random.nextDouble() < skill ? gold : LABELS.get(random.nextInt(3));
        String rationale = kind.equals("none") ? "" : rationale(kind, row) + (random.nextBoolean() ? "" : " indeed");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", premise(row));
        fields.put("hypothesis", PEOPLE.get((row + row / 7) % 5) + " owns something.");
        Map<String, Double> scores = new LinkedHashMap<>();
        LABELS.forEach(label -> scores.put(label, label.equals(guess) ? 0.6 : 0.2));
        return new Prediction(
                "row-" + row,
                gold,
                malformed ? null : guess,
                guess,
                scores,
                malformed ? "" : rationale,
                kind.equals("none") ? List.of() : List.of(rationale(kind, row)),
                malformed ? "Perhaps so, " + premise(row) : guess + " Explanation: " + rationale,
                malformed,
                row % 60 == 7,
                fields);
    }

    private String premise(int row) {
        if (row % 2 == 0 && !premiseOfEvenRows.isEmpty()) {
            return premiseOfEvenRows;
        }
        return PEOPLE.get(row % 5) + " sold " + THINGS.get(row % 4) + " " + PLACES.get(row / 5 % 3) + " at "
                + (row % 11 + 1) + " o'clock.";
    }

    private String rationale(String kind, int row) {
        if (row % 2 == 0 && !premiseOfEvenRows.isEmpty()) {
            return premiseOfEvenRows;
        }
        return kind.equals("extraction")
                ? "Who: " + PEOPLE.get(row % 5) + ". What: " + THINGS.get(row % 4) + ". Where: "
                        + PLACES.get(row / 5 % 3)
                : "The premise says that " + PEOPLE.get(row % 5) + " sold " + THINGS.get(row % 4)
                        + ", and selling a thing means to give it away for money.";
    }

    private void augmented(String kind) {
        for (String split : List.of("dev", "test")) {
            StringBuilder lines = new StringBuilder();
            for (int row = 0; row < 240; row++) {
                lines.append(Json.line(Map.of(
                                "uid",
                                "row-" + row,
                                "fields",
                                Map.of("premise", premise(row)),
                                "label",
                                LABELS.get(row % 3),
                                "kind",
                                kind,
                                "rationale",
                                rationale(kind, row))))
                        .append('\n');
            }
            AtomicFile.write(folder.resolve("augmented").resolve(kind + "-" + split + ".jsonl"), lines.toString());
        }
    }

    private Map<String, Object> manifest(long... seeds) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format_version", 1);
        manifest.put("name", "small-world");
        manifest.put(
                "note", "a demonstration on synthetic text: it shows that the parts work, not that rationales help.");
        manifest.put("command", "scholium run recipes/small-world.yaml --run-dir runs/small-world");
        manifest.put("status", "finished");
        manifest.put("started", "2026-11-23T10:00:00Z");
        manifest.put("finished", "2026-11-23T10:03:20Z");
        manifest.put("seconds", 200.4);
        manifest.put("scholium_version", "0.1.0");
        manifest.put("java", "17.0.15");
        manifest.put("os", "Linux 6.1 amd64");
        manifest.put("cpu", "Imaginary Processor 3000");
        manifest.put("cores", 2);
        manifest.put(
                "inputs",
                List.of(
                        Map.of(
                                "file",
                                "world-train.jsonl",
                                "sha256",
                                "0f".repeat(32),
                                "rows",
                                2400,
                                "split",
                                "train",
                                "bad_rows",
                                3,
                                "unlabelled",
                                1),
                        Map.of("file", "world-test.jsonl", "sha256", "a9".repeat(32), "rows", 240, "split", "test")));
        manifest.put(
                "stages",
                List.of(
                        Map.of("name", "augment", "seconds", 12.2),
                        Map.of("name", "train", "seconds", 170.9),
                        Map.of("name", "evaluate", "seconds", 15.3)));
        manifest.put("rationales", List.of(rationales("extraction", 0), rationales("reasoning", 41)));
        List<Map<String, Object>> trials = new ArrayList<>();
        for (long seed : seeds) {
            Map<String, Object> trial = new LinkedHashMap<>();
            trial.put("id", "reasoning-seed" + seed);
            trial.put("system", "reasoning");
            trial.put("seed", seed);
            trial.put("parameters", 1_234_567);
            trial.put("steps", 400);
            trial.put("best_step", 360);
            trial.put("best_accuracy", 0.6234);
            trial.put("train_seconds", 56.5);
            trial.put("train_samples_per_second", 212.4);
            trials.add(trial);
        }
        manifest.put("trials", trials);
        manifest.put(
                "split_touched",
                List.of(Map.of("split", "test", "trial", "baseline-seed1", "time", "2026-11-23T10:03:01Z")));
        manifest.put("a_key_of_a_later_version", true);
        return manifest;
    }

    private static Map<String, Object> rationales(String kind, int rejected) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("name", kind);
        source.put("kind", kind);
        source.put("split", "train");
        source.put("rows", 2400);
        source.put("accepted", 2400 - rejected);
        source.put("rejected", rejected);
        source.put("requests", 1805);
        source.put("from_journal", 95);
        source.put("deduplicated", 500);
        source.put("prompt_tokens", 181_020);
        source.put("completion_tokens", 90_110);
        source.put("cost_usd", 0.2257);
        source.put("agreement", 0.7612);
        if (rejected > 0) {
            source.put(
                    "judge",
                    Map.of("judged", 2350, "unusable", 50, "other_label", 7, "faithfulness", 4.25, "usefulness", 3.5));
        }
        source.put("rejected_by_reason", rejected == 0 ? Map.of() : Map.of("names the label", rejected));
        return source;
    }
}
