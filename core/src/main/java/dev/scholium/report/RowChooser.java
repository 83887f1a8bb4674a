package dev.scholium.report;

import dev.scholium.data.SeededOrder;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Chooses rows to show in full: those where the systems disagree first, then rows that all have right and that all have
 * wrong. The choice is random but always the same.
 *
 * <p>The files are read twice, so that only the chosen rows are held with their texts.
 */
final class RowChooser {

    private static final int SHOWN = 30;
    private static final int FROM_EACH_KIND = 8;
    private static final long SEED = 20240917; // any; the paper's month

    private final Map<String, Path> answers;

    /**
     * A chooser.
     *
     * @param answers files of predictions of the same rows, by the systems' names
     */
    RowChooser(Map<String, Path> answers) {
        this.answers = new LinkedHashMap<>(answers);
    }

    /**
     * Chooses.
     *
     * @param split which rows
     * @param augmented folders of what teachers wrote, by what their sources' names begin with
     * @return the rows in full
     */
    List<ShownRow> rows(String split, Map<String, Path> augmented) {
        Map<String, ShownRow> rows = new LinkedHashMap<>();
        choose().forEach(uid -> rows.put(uid, new ShownRow(uid, Map.of(), "", new ArrayList<>(), new ArrayList<>())));
        answers.forEach((system, file) -> PredictionFile.read(
                file,
                prediction ->
                        rows.computeIfPresent(prediction.uid(), (uid, row) -> withAnswer(row, system, prediction))));
        TeacherTexts.of(augmented, split)
                .forEach(texts -> texts.forEach((uid, text) -> Optional.ofNullable(rows.get(uid))
                        .ifPresent(row -> row.teachers().add(new ShownRow.TeacherText(texts.source(), text)))));
        return List.copyOf(rows.values());
    }

    private static ShownRow withAnswer(ShownRow row, String system, Prediction prediction) {
        row.answers()
                .add(new ShownRow.Answer(
                        system,
                        prediction.label(),
                        prediction.isCorrect(),
                        prediction.malformed() ? prediction.output() : prediction.rationale(),
                        prediction.cutOff()));
        return new ShownRow(row.uid(), prediction.fields(), prediction.goldLabel(), row.answers(), row.teachers());
    }

    private List<String> choose() {
        Map<String, Votes> votes = new LinkedHashMap<>();
        for (Path file : answers.values()) {
            PredictionFile.read(
                    file,
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
