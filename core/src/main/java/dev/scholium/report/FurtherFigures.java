package dev.scholium.report;

import dev.scholium.evaluate.Calibration;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.SystemTrial;
import dev.scholium.file.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the predictions say beside being right: how far probabilities can be trusted, and how long rationales are. Each
 * system by its first seed.
 *
 * @param split which rows
 * @param calibrations of each system, by name
 * @param lengths words of rationales, by who wrote them
 */
record FurtherFigures(String split, Map<String, Calibration> calibrations, Map<String, Lengths> lengths) {

    private static final int BIN_WORDS = 5;
    private static final int MOST_BINS = 20;
    private static final long SEED = 20240917;

    /** How many rationales have how many words, by bins of five words; the last one is open. */
    static final class Lengths {

        private final long[] counts = new long[MOST_BINS];

        void add(String text) {
            if (!text.isBlank()) {
                int words = text.strip().split("\\s+").length;
                counts[Math.min(words / BIN_WORDS, MOST_BINS - 1)]++;
            }
        }

        long rows() {
            return Arrays.stream(counts).sum();
        }

        List<Double> shares(int bins) {
            return Arrays.stream(counts, 0, bins)
                    .mapToObj(count -> 100.0 * count / rows())
                    .toList();
        }
    }

    /**
     * Reads them.
     *
     * @param files where answers and the teachers' texts are
     * @param trials one a system
     * @param split which rows
     * @param results say which systems have collapsed
     */
    static FurtherFigures read(SystemFiles files, List<SystemTrial> trials, String split, @Nullable Results results) {
        Map<String, Calibration> calibrations = new LinkedHashMap<>();
        Map<String, Lengths> lengths = new LinkedHashMap<>();
        for (SystemTrial trial : trials) {
            Path file = files.predictions(trial.system(), trial.seed(), split);
            if (Files.exists(file)) {
                List<Double> probabilities = new ArrayList<>();
                List<Boolean> right = new ArrayList<>();
                Lengths references = new Lengths();
                Lengths student = new Lengths();
                PredictionFile.read(file, row -> {
                    mostProbable(row, probabilities, right);
                    row.referenceRationales().forEach(references::add);
                    student.add(row.rationale());
                });
                boolean collapsed = results != null && results.hasCollapsed(trial.system(), trial.seed(), split);
                String system = trial.system() + (collapsed ? " (collapsed)" : "");
                if (!right.isEmpty()) {
                    calibrations.put(system, Calibration.of(probabilities, right, SEED));
                }
                if (student.rows() > 0) {
                    lengths.put("student " + system, student);
                }
                if (references.rows() > 0) {
                    lengths.put("references of " + system, references);
                }
            }
        }
        for (TeacherTexts texts : TeacherTexts.of(files.augmented(), "train")) {
            Lengths taught = new Lengths();
            texts.forEach((uid, text) -> taught.add(text));
            if (taught.rows() > 0) {
                lengths.put(texts.source() + ", training rows", taught);
            }
        }
        return new FurtherFigures(split, calibrations, lengths);
    }

    /** Both, the other's names behind its run's. */
    FurtherFigures and(String run, FurtherFigures other) {
        Map<String, Calibration> allCalibrations = new LinkedHashMap<>(calibrations);
        other.calibrations.forEach((name, of) -> allCalibrations.put(run + ": " + name, of));
        Map<String, Lengths> allLengths = new LinkedHashMap<>(lengths);
        other.lengths.forEach((name, of) -> allLengths.put(run + ": " + name, of));
        return new FurtherFigures(split, allCalibrations, allLengths);
    }

    private static void mostProbable(Prediction row, List<Double> probabilities, List<Boolean> right) {
        row.scores().values().stream().max(Double::compare).ifPresent(sure -> {
            probabilities.add(sure);
            right.add(row.labelScored().equals(row.goldLabel()));
        });
    }

    List<Table> calibrationTables() {
        if (calibrations.isEmpty()) {
            return List.of();
        }
        return List.of(
                Table.of(
                        "Expected calibration error on " + split,
                        "System|Rows#|Error#|95 % interval",
                        calibrations.entrySet().stream()
                                .map(entry -> List.of(
                                        entry.getKey(),
                                        Figures.count(entry.getValue().rows()),
                                        Figures.percent(entry.getValue().error()),
                                        Figures.percents(entry.getValue().interval())))),
                Table.of(
                        "Reliability on " + split,
                        "System|Probability from|Rows#|Mean probability#|Right#",
                        calibrations.entrySet().stream()
                                .flatMap(entry -> entry.getValue().bins().stream()
                                        .map(bin -> List.of(
                                                entry.getKey(),
                                                String.format(Locale.ROOT, "%.1f", bin.low()),
                                                Figures.count(bin.rows()),
                                                Figures.percent(bin.probability()),
                                                Figures.percent(bin.accuracy()))))));
    }

    List<Table> lengthTables() {
        if (lengths.isEmpty()) {
            return List.of();
        }
        List<String> columns = new ArrayList<>(List.of("Words"));
        lengths.keySet().forEach(writer -> columns.add(writer + "#"));
        List<List<String>> rows = new ArrayList<>();
        for (int bin = 0; bin <= lastBin(); bin++) {
            List<String> row = new ArrayList<>(List.of(words(bin)));
            for (Lengths of : lengths.values()) {
                row.add(Figures.count(of.counts[bin]));
            }
            rows.add(row);
        }
        return List.of(new Table(
                "Rationales by their length in words; the students' and their references' on " + split, columns, rows));
    }

    private int lastBin() {
        return IntStream.range(0, MOST_BINS)
                .filter(bin -> lengths.values().stream().anyMatch(of -> of.counts[bin] > 0))
                .max()
                .orElse(0);
    }

    private static String words(int bin) {
        int from = bin * BIN_WORDS;
        return bin == MOST_BINS - 1 ? from + " or more" : from + " to " + (from + BIN_WORDS - 1);
    }

    boolean isEmpty() {
        return calibrations.isEmpty() && lengths.isEmpty();
    }

    /** What the page's script draws. */
    String asScript() {
        int bins = lengths.isEmpty() ? 0 : lastBin() + 1;
        return ChartData.inScript(Json.line(new Drawn(
                calibrations.entrySet().stream()
                        .map(entry -> new ChartData.Curve(entry.getKey(), points(entry.getValue())))
                        .toList(),
                IntStream.range(0, bins).mapToObj(FurtherFigures::words).toList(),
                lengths.entrySet().stream()
                        .map(entry -> new Bars(entry.getKey(), entry.getValue().shares(bins)))
                        .toList())));
    }

    private static List<List<Double>> points(Calibration calibration) {
        return calibration.bins().stream()
                .map(bin -> List.of(100 * bin.probability(), 100 * bin.accuracy()))
                .toList();
    }

    /** Curves and bars, in per cent; {@code words} are the bars' names. */
    private record Drawn(List<ChartData.Curve> reliability, List<String> words, List<Bars> lengths) {}

    /** Named bars. */
    private record Bars(String name, List<Double> shares) {}
}
