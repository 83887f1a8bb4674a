package dev.scholium.report;

import dev.scholium.evaluate.HolmCorrection;
import dev.scholium.evaluate.PairedBootstrap;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemPair;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Several runs on one page. Systems of two runs are compared where they answered the same rows with the same gold
 * labels, told by a hash, and nowhere else.
 */
final class SideBySide {

    /** How the tables are to be read. */
    static final String LEGEND =
            "Rows hash: of the rows' names, texts and gold labels; systems are compared only where it"
                    + " is the same. p-values are McNemar's, corrected by Holm over all pairs of the page; intervals are Bonett and"
                    + " Price's for differences, Wilson's for accuracies.";

    private static final int DIGITS = 8;
    private static final long SEED = 1;
    private static final int MOST_PAIRS = 100;

    private final List<Entry> entries;
    private final List<Pair> pairs;

    private SideBySide(List<Entry> entries) {
        this.entries = entries;
        this.pairs = pairs(entries);
    }

    /** {@return the runs' names} */
    String title() {
        return String.join(", ", entries.stream().map(Entry::run).distinct().toList());
    }

    String legend() {
        return LEGEND;
    }

    List<Table> tables() {
        return Stream.of(pairs(), systems()).filter(table -> !table.isEmpty()).toList();
    }

    /**
     * A system of a run on the run's last split.
     *
     * @param run the run's name on the page
     * @param result its scores
     * @param file its predictions
     * @param rows hash of uids, texts and gold labels
     * @param compared whether it is compared with other runs': no control
     */
    private record Entry(String run, SystemResult result, Path file, String rows, boolean compared) {

        String name() {
            return run + ": " + result.name();
        }
    }

    /** Two systems of two runs with the same seed on the same rows. */
    private record Pair(Entry a, Entry b) {}

    /**
     * Reads runs.
     *
     * @param folders at least two run or sweep folders that have been evaluated
     * @return what there is
     * @throws ScholiumException if a run has no results, or a file is damaged
     */
    static SideBySide read(List<Path> folders) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Path> names = names(folders);
        names.forEach((name, folder) -> {
            Path file = folder.resolve("results.json");
            if (!Files.exists(file)) {
                throw new ScholiumException(
                        ExitCode.FAILED, folder + ": must hold results.json, but does not; evaluate the run first");
            }
            Results results = Results.read(file);
            String split = Findings.finalSplit(results);
            Map<String, String> ids = trialIds(folder);
            for (SystemResult system : results.systems()) {
                if (system.split().equals(split)) {
                    Path predictions = folder.resolve("predictions")
                            .resolve(ids.getOrDefault(
                                            system.name() + " " + system.seed(),
                                            system.seed() == 0
                                                    ? system.name()
                                                    : system.name() + "-seed" + system.seed())
                                    + "-" + split + ".jsonl");
                    entries.add(new Entry(name, system, predictions, rowsOf(predictions), !system.control()));
                }
            }
        });
        return new SideBySide(entries);
    }

    /** Folders by their own names, with the folder above where two are alike. */
    private static Map<String, Path> names(List<Path> folders) {
        Map<String, Path> names = new LinkedHashMap<>();
        for (Path folder : folders) {
            Path whole = folder.toAbsolutePath().normalize();
            String name = String.valueOf(whole.getFileName());
            boolean alike = folders.stream()
                            .filter(other -> String.valueOf(
                                            other.toAbsolutePath().normalize().getFileName())
                                    .equals(name))
                            .count()
                    > 1;
            Path above = whole.getParent();
            names.put(alike && above != null ? above.getFileName() + "/" + name : name, whole);
        }
        return names;
    }

    private static Map<String, String> trialIds(Path folder) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Path trial : RunFolderReader.sorted(folder.resolve("trials"), "*")) {
            Path file = trial.resolve("trial.json");
            if (Files.exists(file)) {
                JsonNode read = RunFolderReader.trial(file);
                ids.put(
                        read.path("system").asString("") + " "
                                + read.path("seed").asLong(0),
                        String.valueOf(trial.getFileName()));
            }
        }
        return ids;
    }

    private static String rowsOf(Path predictions) {
        Map<String, String> rows = new TreeMap<>();
        PredictionFile.read(
                predictions, row -> rows.put(row.uid(), row.goldLabel() + "\u0000" + new TreeMap<>(row.fields())));
        return Sha256.of(rows.toString()).substring(0, DIGITS);
    }

    /** What a reader must know first. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        long sets = entries.stream().map(Entry::rows).distinct().count();
        if (sets > 1) {
            warnings.add(
                    "The systems answered " + sets + " different sets of rows (the column Rows hash): accuracies on"
                            + " different rows are no comparison, whatever their difference, and are not tested.");
        }
        if (pairs.size() > MOST_PAIRS) {
            warnings.add(pairs.size() + " pairs of systems answered the same rows, more than " + MOST_PAIRS
                    + ": none is tested here; scholium compare tests any two.");
        }
        return warnings;
    }

    /** Every system of every run. */
    Table systems() {
        return Table.of(
                "Every system on its run's last split",
                "Run|System|Seed#|Split|Rows#|Rows hash|Accuracy#|95 % interval#|Macro-F1#|Malformed#|BLEU#|Remarks",
                entries.stream().map(SideBySide::row));
    }

    private static List<String> row(Entry entry) {
        SystemResult result = entry.result();
        String control = result.control() ? "control" : "";
        String collapsed = result.collapsed() ? "collapsed to " + result.majorityAnswer() : "";
        return List.of(
                entry.run(),
                result.name(),
                Long.toString(result.seed()),
                result.split(),
                Figures.count(result.rows()),
                entry.rows(),
                Figures.percent(result.accuracy()),
                Figures.percents(result.accuracyCi()),
                Figures.decimal(100 * result.macroF1(), 1),
                Figures.percent(result.malformedRate()),
                Figures.decimal(result.bleu(), 1),
                Stream.of(control, collapsed)
                        .filter(remark -> !remark.isEmpty())
                        .reduce((a, b) -> a + "; " + b)
                        .orElse(""));
    }

    /** Systems of two runs with the same seed on the same rows; one family for Holm's correction. */
    Table pairs() {
        List<SystemPair> found = pairs.size() > MOST_PAIRS
                ? List.of()
                : pairs.stream()
                        .map(pair -> SystemPair.of(pair.a().file(), pair.b().file(), PairedBootstrap.RESAMPLES, SEED))
                        .toList();
        List<Double> corrected =
                HolmCorrection.adjust(found.stream().map(SystemPair::pValue).toList());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            rows.add(row(pairs.get(i), found.get(i), corrected.get(i)));
        }
        return Table.of(
                "Systems of different runs on the same rows, same seed; differences in points",
                "A|B|Seed#|Rows#|A - B#|95 % interval#|p#|p (Holm)#|Test|Detectable#|Verdict",
                rows.stream());
    }

    private static List<Pair> pairs(List<Entry> entries) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                Entry a = entries.get(i);
                Entry b = entries.get(j);
                boolean comparable = a.compared()
                        && b.compared()
                        && !a.run().equals(b.run())
                        && a.result().seed() == b.result().seed()
                        && a.rows().equals(b.rows());
                if (comparable) {
                    pairs.add(new Pair(a, b));
                }
            }
        }
        return pairs;
    }

    private static List<String> row(Pair pair, SystemPair found, double corrected) {
        return List.of(
                pair.a().name(),
                pair.b().name(),
                Long.toString(pair.a().result().seed()),
                Figures.count(found.rows()),
                Figures.points(found.difference()),
                Figures.points(found.ci()),
                Figures.pValue(found.pValue()),
                Figures.pValue(corrected),
                found.test(),
                Figures.decimal(100 * found.minimumDetectableDifference(), 1),
                found.verdict(corrected));
    }
}
