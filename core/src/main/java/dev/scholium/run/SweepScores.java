package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderListing;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.EvaluationSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a sweep's {@code results.json}: dev of every finished trial, test of what was chosen, and beside them, once
 * for all trials, controls, slices and what the data give away.
 */
final class SweepScores {

    private final Sweep sweep;
    private final SweepFolder folder;
    private final Manifest manifest;
    private final Clock clock;
    private final Progress progress;

    SweepScores(Sweep sweep, SweepFolder folder, Manifest manifest, Clock clock, Progress progress) {
        this.sweep = sweep;
        this.folder = folder;
        this.manifest = manifest;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Scores what is finished. Holm's family on dev is the whole grid.
     *
     * @param ended how the trials stand
     * @param choice what was chosen on dev
     * @param chosen the trials of the chosen points and the baseline
     */
    void write(SweepResults ended, SweepChoice choice, List<SweepTrial> chosen) {
        Set<String> done = new LinkedHashSet<>();
        ended.compared().stream().filter(SweepRow::isDone).forEach(row -> done.add(row.id()));
        List<SweepTrial> finished = sweep.trials().stream()
                .filter(trial -> done.contains(trial.id()))
                .toList();
        if (finished.isEmpty()) {
            return;
        }
        List<SystemPredictions> systems = new ArrayList<>();
        for (SweepTrial trial : finished) {
            systems.add(predictions(trial, DataSplit.DEV));
            copyFigures(trial, Manifest.open(folder.run().trial(trial.id()).resolve("manifest.json"), clock));
        }
        chosen.stream()
                .filter(trial -> Files.exists(folder.run().predictions(trial.id(), DataSplit.TEST)))
                .forEach(trial -> systems.add(predictions(trial, DataSplit.TEST)));
        SweepTrial reference = finished.stream()
                .filter(trial -> trial.point().equals(choice.baseline()))
                .findFirst()
                .orElse(finished.get(0));
        results(systems, choice, reference).write(folder.run().results());
    }

    /** Controls learn from the rows of the reference's group; slices are of what was chosen and of the controls. */
    private Results results(List<SystemPredictions> students, SweepChoice choice, SweepTrial reference) {
        RunFolder shared = folder.shared(reference.group());
        Recipe recipe = new RecipeReader(Map.of()).read(shared.recipe(), List.of());
        SharedRows rows = SharedRows.read(recipe, shared);
        EvaluationSpec evaluation = recipe.evaluation();
        List<SystemPredictions> systems = new ArrayList<>(students);
        forgetControlsOfOtherRows(reference.group());
        for (DataSplit split : evaluation.dataSplits()) {
            boolean answered =
                    students.stream().anyMatch(system -> system.split().equals(split.word()));
            if (answered) {
                systems.addAll(
                        new ControlStage(shared, progress).run(recipe, folder.run(), rows.data(), split, manifest));
            }
        }
        List<SystemPredictions> sliced = systems.stream()
                .filter(system -> system.control() || choice.isChosenOrBaseline(system.name()))
                .toList();
        return new ResultsBuilder(recipe.task().labelSet(), choice.allBaselines())
                .build(systems)
                .with(
                        new ArtefactFigures(recipe, rows.data(), rows.rationales()).count(),
                        new SliceStage(recipe, shared, rows.data(), choice.allBaselines())
                                .score(evaluation.slices(), sliced));
    }

    /** Another baseline may learn from other rows: the controls beside it then learn anew. */
    private void forgetControlsOfOtherRows(String group) {
        Path note = folder.groupOfControls();
        try {
            if (Files.exists(note) && Files.readString(note).equals(group)) {
                return;
            }
            for (Path control : FolderListing.of(folder.run().predictions(), Recipe.CONTROL + "*.jsonl")) {
                Files.delete(control);
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(note, e);
        }
        AtomicFile.write(note, group);
    }

    private SystemPredictions predictions(SweepTrial trial, DataSplit split) {
        String kind = trial.system().isLabelsOnly()
                ? SystemPredictions.NO_RATIONALE
                : trial.system().rationales();
        return new SystemPredictions(
                trial.point(),
                kind,
                trial.seed(),
                split.word(),
                folder.run().predictions(trial.id(), split),
                trial.recipe().isControl(trial.point()));
    }

    private void copyFigures(SweepTrial trial, Manifest from) {
        from.entries("trials").forEach(figures -> {
            ObjectNode named = figures.deepCopy().asObject();
            manifest.record("trials", "id", named.put("system", trial.point()));
        });
        from.entries("split_touched")
                .forEach(touch -> manifest.touched(
                        touch.path("split").asString(""),
                        touch.path("trial").asString(""),
                        touch.path("time").asString("")));
    }
}
