package dev.scholium.report;

import dev.scholium.evaluate.HolmCorrection;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.SystemPair;
import dev.scholium.evaluate.SystemPredictions;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several runs on one page. Systems of two runs are compared where they answered the same rows with the same gold
 * labels, told by a hash, and nowhere else.
 */
final class SideBySide {

    /** How the tables are to be read. */
    static final String LEGEND =
            "Accuracy is of the generated label, scored accuracy of the label with the highest score. Rows hash: of the rows' names, texts and gold labels; systems are compared only where it is the same."
                    + " Over seeds the test is the multi-bootstrap over seeds and rows (Sellam et al. 2022) or Student's t over"
                    + " the seeds, whichever is less sure, and the interval holds both; of one seed McNemar's test, Bonett and Price's interval for differences, Wilson's for"
                    + " accuracies. Each table of differences is one family for Holm's correction.";

    private static final int DIGITS = 8;
    private static final int MOST_PAIRS = 100;

    private final List<RunSystem> entries;
    private final List<RunSystem.Pair> pairs;
    private final List<RunContrast> contrasts;
    private final Map<String, RunFigures> runs;

    private SideBySide(List<RunSystem> entries, Map<String, RunFigures> runs) {
        this.entries = entries;
        this.pairs = RunSystem.pairs(entries);
        this.contrasts = pairs.size() > MOST_PAIRS ? List.of() : RunContrast.of(pairs);
        this.runs = runs;
    }

    /** The best of one run against the best of another, in one sentence. */
    String headline() {
        return pairs.size() > MOST_PAIRS
                ? "More than " + MOST_PAIRS + " pairs of systems answered the same rows: name fewer runs for an answer."
                : RunContrast.headline(contrasts, entries);
    }

    CostPoints costs() {
        return runs.entrySet().stream()
                .map(run -> CostPoints.of(
                        run.getValue().results(),
                        run.getValue().manifest(),
                        run.getKey() + ": ",
                        Findings.finalSplit(run.getValue().results())))
                .reduce(CostPoints::and)
                .orElseThrow();
    }

    /** Curves and intervals of all runs. */
    ChartData charts() {
        ChartData all = ChartData.none();
        for (Map.Entry<String, RunFigures> run : runs.entrySet()) {
            RunFigures figures = run.getValue();
            all = all.and(run.getKey(), ChartData.of(figures.trials(), figures.results()));
        }
        return all;
    }

    /** The curves of all runs as a table. */
    Table curves() {
        List<Trial> trials = new ArrayList<>();
        runs.forEach((name, run) -> run.trials().forEach(trial -> trials.add(trial.of(name))));
        return new RunTables(runs.values().iterator().next().manifest(), trials).curves();
    }

    /** Calibration and lengths of all runs, of which each has its last split. */
    FurtherFigures further() {
        FurtherFigures all = new FurtherFigures("the last split", Map.of(), Map.of());
        for (Map.Entry<String, RunFigures> run : runs.entrySet()) {
            all = all.and(run.getKey(), run.getValue().further());
        }
        return all;
    }

    /** Dev accuracies by split ratio and learning rate, of the runs that are sweeps of both. */
    List<HeatMap> heatMaps() {
        List<HeatMap> maps = new ArrayList<>();
        runs.forEach((name, run) -> {
            SweepResults sweep = run.sweep();
            if (sweep != null) {
                HeatMap.of(sweep).forEach(map -> maps.add(map.of(name)));
            }
        });
        return maps;
    }

    List<Confusion> confusions() {
        return runs.entrySet().stream()
                .flatMap(run -> new ScoreTables(run.getValue().results())
                        .confusions().stream()
                                .map(of -> new Confusion(
                                        run.getKey() + ": " + of.system(), of.seed(), of.split(), of.matrix())))
                .toList();
    }

    /** How the best systems of the runs answered the same rows; none where no two runs have rows in common. */
    List<ShownRow> rows() {
        Map<String, RunSystem> best = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> !entry.result().control())
                .forEach(entry -> best.merge(entry.run(), entry, (a, b) -> b.devAccuracy() > a.devAccuracy() ? b : a));
        String rows = best.values().stream().findFirst().map(RunSystem::rows).orElse(""); // controls alone have none
        Map<String, Path> answers = new LinkedHashMap<>();
        best.values().stream()
                .filter(entry -> entry.rows().equals(rows))
                .forEach(entry -> answers.put(entry.name(), entry.file()));
        return answers.size() < 2 ? List.of() : new RowChooser(answers).rows("", Map.of());
    }

    /** How each run was made. */
    List<String> commands() {
        return runs.values().stream()
                .flatMap(run -> Stream.ofNullable(run.manifest().command()))
                .toList();
    }

    /** {@return the runs' names} */
    String title() {
        return String.join(", ", entries.stream().map(RunSystem::run).distinct().toList());
    }

    String legend() {
        return LEGEND;
    }

    List<Table> tables() {
        return Stream.of(overSeeds(), pairs(), systems())
                .filter(table -> !table.isEmpty())
                .toList();
    }

    /**
     * Reads runs.
     *
     * @param folders at least two run or sweep folders that have been evaluated
     * @return what there is
     * @throws ScholiumException if a run has no results, or a file is damaged
     */
    static SideBySide read(List<Path> folders) {
        List<RunSystem> entries = new ArrayList<>();
        Map<String, RunFigures> runs = new LinkedHashMap<>();
        Map<String, Path> names = names(folders);
        names.forEach((name, folder) -> {
            Path file = folder.resolve("results.json");
            if (!Files.exists(file)) {
                throw new ScholiumException(
                        ExitCode.FAILED, folder + ": must hold results.json, but does not; evaluate the run first");
            }
            Results results = Results.read(file);
            String split = Findings.finalSplit(results);
            SystemFiles files = SystemFiles.of(folder);
            runs.put(name, new RunFolderReader(folder).figures(results));
            for (SystemResult system : results.systems()) {
                if (system.split().equals(split)) {
                    Path predictions = files.predictions(system.name(), system.seed(), split);
                    entries.add(new RunSystem(
                            name,
                            system,
                            predictions,
                            rowsOf(predictions),
                            Findings.devAccuracy(results, system.name())));
                }
            }
        });
        return new SideBySide(entries, runs);
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

    /** A hash of names, texts and gold labels. */
    static String rowsOf(Path predictions) {
        Map<String, String> rows = new TreeMap<>();
        PredictionFile.read(
                predictions, row -> rows.put(row.uid(), row.goldLabel() + "\u0000" + new TreeMap<>(row.fields())));
        return Sha256.of(rows.toString()).substring(0, DIGITS);
    }

    /** What a reader must know first. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        long sets = entries.stream().map(RunSystem::rows).distinct().count();
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
                "Run|System|Seed#|Split|Rows#|Rows hash|Accuracy#|95 % interval#|Scored accuracy#|Macro-F1#|Malformed#|BLEU#|Remarks",
                entries.stream().map(SideBySide::row));
    }

    private static List<String> row(RunSystem entry) {
        SystemResult result = entry.result();
        String control = result.control() ? "control" : "";
        String collapsed = result.collapsed() ? "collapsed to " + result.majorityAnswer() : "";
        return List.of(
                entry.run(),
                result.name(),
                result.seed() == SystemPredictions.NO_SEED ? "–" : Long.toString(result.seed()),
                result.split(),
                Figures.count(result.rows()),
                entry.rows(),
                Figures.percent(result.accuracy()),
                Figures.percents(result.accuracyCi()),
                Figures.percent(result.accuracyScored()),
                Figures.decimal(100 * result.macroF1(), 1),
                Figures.percent(result.malformedRate()),
                Figures.decimal(result.bleu(), 1),
                Stream.of(control, collapsed)
                        .filter(remark -> !remark.isEmpty())
                        .reduce((a, b) -> a + "; " + b)
                        .orElse(""));
    }

    /** Over the seeds that both have; empty where no two systems share several. */
    private Table overSeeds() {
        boolean several = contrasts.stream().anyMatch(contrast -> contrast.a().size() > 1);
        return RunContrast.table(
                "Systems of different runs on the same rows, over the seeds that both have; differences in points",
                several ? contrasts : List.of());
    }

    /** Systems of two runs with the same seed on the same rows; one family for Holm's correction. */
    Table pairs() {
        List<SystemPair> found = pairs.size() > MOST_PAIRS
                ? List.of()
                : pairs.stream().map(RunSystem.Pair::found).toList();
        List<Double> corrected =
                HolmCorrection.adjust(found.stream().map(SystemPair::pValue).toList());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            rows.add(row(pairs.get(i), found.get(i), corrected.get(i)));
        }
        return Table.of(
                "Systems of different runs on the same rows, same seed; differences in points",
                "A|B|Seed#|Rows#|A - B#|95 % interval#|p#|p (Holm)#|Test|Detectable#|Verdict|Remarks",
                rows.stream());
    }

    private static List<String> row(RunSystem.Pair pair, SystemPair found, double corrected) {
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
                found.verdict(corrected),
                Stream.of(pair.a(), pair.b())
                        .filter(system -> system.result().collapsed())
                        .map(system -> system.name() + " collapsed")
                        .collect(Collectors.joining("; ")));
    }
}
