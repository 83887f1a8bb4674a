package dev.scholium.report;

import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.pilot.PilotResults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A run's report in the order in which it is read; both the page and the Markdown are made of it. */
final class Page {

    private final RunContents run;

    Page(RunContents run) {
        this.run = run;
    }

    String title() {
        String name = run.manifest().name();
        return name == null || name.isBlank() ? run.folder() : name;
    }

    String note() {
        String note = run.manifest().note();
        return note == null ? "" : note;
    }

    /** When, how long and by which version, in one line. */
    String byline() {
        Manifest manifest = run.manifest();
        List<String> parts = new ArrayList<>();
        if (manifest.status() != null) {
            parts.add(manifest.status());
        }
        if (manifest.finished() != null) {
            parts.add(manifest.finished());
        }
        if (!manifest.time().isEmpty()) {
            parts.add(manifest.time());
        }
        if (manifest.scholiumVersion() != null) {
            parts.add("Scholium " + manifest.scholiumVersion());
        }
        return String.join(" · ", parts);
    }

    Findings findings() {
        return Findings.of(run.results());
    }

    List<Table> scores() {
        Results results = run.results();
        if (results == null) {
            return List.of();
        }
        ScoreTables tables = new ScoreTables(results);
        Table chosen = RunContrast.table("What was chosen, point against point; differences in points", run.chosen());
        return Stream.concat(tables.comparison().stream(), Stream.of(tables.differences(), tables.seeds(), chosen))
                .filter(table -> !table.isEmpty())
                .toList();
    }

    List<String> signatures() {
        Results results = run.results();
        return results == null ? List.of() : new ScoreTables(results).signatures();
    }

    Table classes() {
        Results results = run.results();
        return results == null
                ? new Table("Each label", List.of("System"), List.of())
                : new ScoreTables(results).classes();
    }

    List<Confusion> confusions() {
        Results results = run.results();
        return results == null ? List.of() : new ScoreTables(results).confusions();
    }

    ChartData charts() {
        return ChartData.of(run.trials(), run.results());
    }

    Table curves() {
        return runTables().curves();
    }

    List<ShownRow> rows() {
        return run.rows();
    }

    String rowsSplit() {
        return run.rowsSplit();
    }

    /** How a sweep's choice was made; empty for a run that is none. */
    List<String> choice() {
        SweepResults sweep = run.sweep();
        return sweep == null ? List.of() : new SweepTables(sweep, run.results()).sentences();
    }

    List<HeatMap> heatMaps() {
        SweepResults sweep = run.sweep();
        return sweep == null ? List.of() : HeatMap.of(sweep);
    }

    List<Table> sweep() {
        SweepResults sweep = run.sweep();
        if (sweep == null) {
            return List.of();
        }
        SweepTables tables = new SweepTables(sweep, run.results());
        return shown(tables.points(), tables.trials());
    }

    List<Table> pilot() {
        PilotResults pilot = run.pilot();
        return pilot == null ? List.of() : new PilotTables(pilot).all();
    }

    List<Table> costs() {
        return shown(
                runTables().cost(),
                runTables().newRows(),
                runTables().money(),
                runTables().rejections(),
                runTables().findings(),
                runTables().judgements());
    }

    List<Table> faults() {
        return shown(new FaultTables(run.faults()).all());
    }

    List<Table> briefFaults() {
        return shown(new FaultTables(run.faults()).brief());
    }

    List<Table> times() {
        return shown(runTables().time(), runTables().training());
    }

    List<Table> data() {
        return shown(runTables().data());
    }

    List<Table> slices() {
        Results results = run.results();
        return results == null ? List.of() : new SliceTables(results).slices();
    }

    String slicesLegend() {
        Results results = run.results();
        return results == null ? "" : new SliceTables(results).legend();
    }

    List<Table> faithfulness() {
        Faithfulness faithfulness = run.faithfulness();
        return faithfulness == null ? List.of() : List.of(FaithfulnessTable.of(faithfulness, run.results()));
    }

    FurtherFigures further() {
        return run.further();
    }

    CostPoints costsOfAccuracy() {
        return CostPoints.of(run);
    }

    List<Table> artefacts() {
        Results results = run.results();
        return results == null ? List.of() : new SliceTables(results).artefacts();
    }

    List<Table> versions() {
        return shown(runTables().versions());
    }

    String command() {
        String command = run.manifest().command();
        return command == null ? "" : command;
    }

    String recipe() {
        return run.recipe();
    }

    private RunTables runTables() {
        return new RunTables(run.manifest(), run.trials());
    }

    private static List<Table> shown(Table... tables) {
        return Stream.of(tables).filter(table -> !table.isEmpty()).toList();
    }
}
