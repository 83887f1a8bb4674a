package dev.scholium.report;

import dev.scholium.data.SeededOrder;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.file.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * Chooses rows to show in full: those where the systems disagree first, then rows that all have right and that all have
 * wrong. The choice is random but always the same.
 *
 * <p>The files are read twice, so that only the chosen rows are held with their texts.
 */
final class RowChooser {

    private static final int SHOWN = 10;
    private static final int FROM_EACH_KIND = 3;
    private static final long SEED = 20240917; // any; the paper's month

    private final Path folder;
    private final List<Trial> trials;

    /** One trial a system: its first seed, so that a row stays readable. */
    RowChooser(Path folder, List<Trial> trials) {
        this.folder = folder;
        Map<String, Trial> firstOfSystem = new LinkedHashMap<>();
        trials.forEach(trial -> firstOfSystem.merge(trial.system(), trial, RowChooser::smallerSeed));
        this.trials = List.copyOf(firstOfSystem.values());
    }

    private static Trial smallerSeed(Trial a, Trial b) {
        return b.seed() < a.seed() ? b : a;
    }

    /** {@code test} where a system has answered it, else {@code dev}. */
    String split() {
        return trials.stream().anyMatch(trial -> Files.exists(predictions(trial, "test"))) ? "test" : "dev";
    }

    List<ShownRow> rows(String split) {
        List<Trial> answered = trials.stream()
                .filter(trial -> Files.exists(predictions(trial, split)))
                .toList();
        List<String> uids = choose(answered, split);
        Map<String, ShownRow> rows = new LinkedHashMap<>();
        uids.forEach(uid -> rows.put(uid, new ShownRow(uid, Map.of(), "", new ArrayList<>(), new ArrayList<>())));
        for (Trial trial : answered) {
            PredictionFile.read(
                    predictions(trial, split),
                    prediction ->
                            rows.computeIfPresent(prediction.uid(), (uid, row) -> withAnswer(row, trial, prediction)));
        }
        for (Path file : RunFolderReader.sorted(folder.resolve("augmented"), "*-" + split + ".jsonl")) {
            addTeacher(file, split, rows);
        }
        return List.copyOf(rows.values());
    }

    private Path predictions(Trial trial, String split) {
        return folder.resolve("predictions").resolve(trial.id() + "-" + split + ".jsonl");
    }

    private static ShownRow withAnswer(ShownRow row, Trial trial, Prediction prediction) {
        row.answers()
                .add(new ShownRow.Answer(
                        trial.system(),
                        prediction.label(),
                        prediction.isCorrect(),
                        prediction.malformed() ? prediction.output() : prediction.rationale(),
                        prediction.cutOff()));
        return new ShownRow(row.uid(), prediction.fields(), prediction.goldLabel(), row.answers(), row.teachers());
    }

    private List<String> choose(List<Trial> answered, String split) {
        Map<String, Votes> votes = new LinkedHashMap<>();
        for (Trial trial : answered) {
            PredictionFile.read(
                    predictions(trial, split),
                    prediction -> votes.computeIfAbsent(prediction.uid(), uid -> new Votes())
                            .add(prediction));
        }
        List<String> disputed = new ArrayList<>();
        List<String> right = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        votes.forEach((uid, vote) -> (vote.disagree() ? disputed : vote.allRight() ? right : wrong).add(uid));
        SplittableRandom random = new SplittableRandom(SEED);
        List.of(disputed, right, wrong).forEach(uids -> SeededOrder.shuffle(uids, random));

        int rights = Math.min(right.size(), FROM_EACH_KIND);
        int wrongs = Math.min(wrong.size(), FROM_EACH_KIND);
        int disputes = Math.min(disputed.size(), SHOWN - rights - wrongs);
        rights = Math.min(right.size(), SHOWN - disputes - wrongs);
        wrongs = Math.min(wrong.size(), SHOWN - disputes - rights);
        List<String> chosen = new ArrayList<>(disputed.subList(0, disputes));
        chosen.addAll(right.subList(0, rights));
        chosen.addAll(wrong.subList(0, wrongs));
        return chosen;
    }

    private static void addTeacher(Path file, String split, Map<String, ShownRow> rows) {
        String name = String.valueOf(file.getFileName());
        String source = name.substring(0, name.length() - ("-" + split + ".jsonl").length());
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode augmented = RunFolderReader.parse(file, line, JsonNode.class);
                    ShownRow row = rows.get(augmented.path("uid").asString(""));
                    String text = augmented.path("rationale").asString("");
                    if (row != null && !text.isBlank()) {
                        row.teachers().add(new ShownRow.TeacherText(source, text));
                    }
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /** How the systems answered one row. */
    private static final class Votes {
        private final Set<String> answers = new HashSet<>();
        private boolean allRight = true;

        void add(Prediction prediction) {
            answers.add(String.valueOf(prediction.label()));
            allRight &= prediction.isCorrect();
        }

        boolean disagree() {
            return answers.size() > 1;
        }

        boolean allRight() {
            return allRight;
        }
    }
}
