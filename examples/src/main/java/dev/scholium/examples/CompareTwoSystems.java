package dev.scholium.examples;

import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.Comparison;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SystemPredictions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Scores predictions of any software, without a teacher or a student: only the module {@code core} is needed. */
public final class CompareTwoSystems {

    private CompareTwoSystems() {}

    /**
     * Compares two made-up systems on 200 rows.
     *
     * @param args none
     * @throws IOException if no temporary folder can be made
     */
    public static void main(String[] args) throws IOException {
        run(Files.createTempDirectory("compare"), System.out);
    }

    static Results run(Path folder, PrintStream out) {
        Path baseline = folder.resolve("baseline-dev.jsonl");
        Path other = folder.resolve("other-dev.jsonl");
        PredictionFile.write(baseline, file -> rows(10).forEach(file));
        PredictionFile.write(other, file -> rows(3).forEach(file));

        Results results = new ResultsBuilder(LabelSet.nli(), "baseline")
                .build(List.of(
                        new SystemPredictions("baseline", SystemPredictions.NO_RATIONALE, 1, "dev", baseline),
                        new SystemPredictions("other", SystemPredictions.NO_RATIONALE, 1, "dev", other)));
        Comparison comparison = results.comparisons().get(0);
        out.printf(
                "%s against %s: %+.1f points, p = %.2g, %s%n",
                comparison.a(),
                comparison.b(),
                100 * comparison.difference(),
                comparison.pValueHolm(),
                comparison.verdict());
        return results;
    }

    /** 200 rows; of every 20, so many are wrong. */
    private static List<Prediction> rows(int wrongOfTwenty) {
        LabelSet labels = LabelSet.nli();
        return java.util.stream.IntStream.range(0, 200)
                .mapToObj(row -> {
                    String gold = labels.names().get(row % 3);
                    String said = row % 20 < wrongOfTwenty ? labels.names().get((row + 1) % 3) : gold;
                    return new Prediction(
                            "row-" + row,
                            gold,
                            said,
                            said,
                            Map.of(said, 1.0),
                            "",
                            List.of(),
                            said,
                            false,
                            false,
                            Map.of());
                })
                .toList();
    }
}
