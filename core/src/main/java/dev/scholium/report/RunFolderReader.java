package dev.scholium.report;

import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.SystemTrial;
import dev.scholium.evaluate.TrialFile;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.pilot.PilotResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;

/** Reads what a report needs of a run folder; what is not there yet is left out. */
final class RunFolderReader {

    /** Other writers may add keys: a report shows what it knows. */
    static final ObjectMapper LENIENT = Json.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;

    RunFolderReader(Path folder) {
        this.folder = folder;
    }

    RunContents read() {
        if (!Files.isDirectory(folder)) {
            throw new ScholiumException(ExitCode.FAILED, folder + ": must be a run folder, but is none");
        }
        Path resultsFile = folder.resolve("results.json");
        Results results = Files.exists(resultsFile) ? Results.read(resultsFile) : null;
        SystemFiles files = SystemFiles.of(folder);
        List<Trial> trials = trials(files);
        List<SystemTrial> first = firstSeeds(files);
        String split = split(files, first);
        SweepResults sweep = sweep();
        return new RunContents(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                manifest(folder),
                text("recipe.yaml", ""),
                results,
                trials,
                split,
                new RowChooser(answers(files, first, split)).rows(split, files.augmented()),
                FaultReader.read(files.augmented()),
                pilot(),
                sweep,
                chosen(sweep, files, results),
                faithfulness(),
                FurtherFigures.read(files, first, split, results));
    }

    /** The same without what only a page of its own shows. */
    RunFigures figures(Results results) {
        SystemFiles files = SystemFiles.of(folder);
        List<SystemTrial> first = firstSeeds(files);
        return new RunFigures(
                manifest(folder),
                results,
                trials(files),
                sweep(),
                FurtherFigures.read(files, first, split(files, first), results));
    }

    /** {@code test} where a system has answered it, else {@code dev}. */
    private static String split(SystemFiles files, List<SystemTrial> first) {
        return answers(files, first, "test").isEmpty() ? "dev" : "test";
    }

    private static Map<String, Path> answers(SystemFiles files, List<SystemTrial> trials, String split) {
        Map<String, Path> answers = new LinkedHashMap<>();
        trials.forEach(trial -> answers.put(trial.system(), files.predictions(trial.system(), trial.seed(), split)));
        answers.values().removeIf(Files::notExists);
        return answers;
    }

    /** What a run's manifest says; nothing without one. */
    static Manifest manifest(Path folder) {
        Path file = folder.resolve("manifest.json");
        return parse(file, Files.exists(file) ? readText(file) : "{}", Manifest.class);
    }

    private @Nullable SweepResults sweep() {
        Path file = folder.resolve("sweep.json");
        return Files.exists(file) ? SweepResults.read(file) : null;
    }

    /** The points that a sweep chose, each against each on the last split. */
    private static List<RunContrast> chosen(
            @Nullable SweepResults sweep, SystemFiles files, @Nullable Results results) {
        SweepChoice choice = sweep == null ? null : sweep.choice();
        if (choice == null || results == null || choice.points().size() < 2) {
            return List.of();
        }
        String split = Findings.finalSplit(results);
        List<RunSystem> systems = results.systems().stream()
                .filter(system ->
                        system.split().equals(split) && choice.points().contains(system.name()))
                .filter(system -> Files.exists(files.predictions(system.name(), system.seed(), split)))
                .map(system -> {
                    Path file = files.predictions(system.name(), system.seed(), split);
                    return new RunSystem("", system, file, SideBySide.rowsOf(file), 0);
                })
                .toList();
        return RunContrast.of(RunSystem.pairsWithin(systems));
    }

    private @Nullable Faithfulness faithfulness() {
        Path file = folder.resolve(Faithfulness.NAME);
        return Files.exists(file) ? Faithfulness.read(file) : null;
    }

    private @Nullable PilotResults pilot() {
        Path file = folder.resolve("pilot").resolve("pilot.json");
        return Files.exists(file) ? PilotResults.read(file) : null;
    }

    /** One trial a system, so that what is shown of it stays readable. */
    private static List<SystemTrial> firstSeeds(SystemFiles files) {
        Map<String, SystemTrial> first = new LinkedHashMap<>();
        files.trials().forEach(trial -> first.merge(trial.system(), trial, (a, b) -> b.seed() < a.seed() ? b : a));
        return List.copyOf(first.values());
    }

    /** All of them, those of a sweep that are none of its systems under their own ids. */
    private List<Trial> trials(SystemFiles files) {
        List<Trial> trials = new ArrayList<>();
        TrialFile.of(folder)
                .forEach((trialFolder, trial) -> trials.add(new Trial(
                        trial.id(),
                        files.trial(trial.id()).map(SystemTrial::system).orElse(trial.id()),
                        trial.rationaleKind(),
                        trial.seed(),
                        metrics(trialFolder.resolve("metrics.jsonl")))));
        return trials;
    }

    private static List<Trial.Metrics> metrics(Path file) {
        List<Trial.Metrics> metrics = new ArrayList<>();
        if (!Files.exists(file)) {
            return metrics;
        }
        String text = readText(file);
        int number = 0;
        int start = 0;
        // what follows the last line end is left out: a killed training may leave half a line there
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            number++;
            String line = text.substring(start, end);
            if (!line.isBlank()) {
                metrics.add(parse(Path.of(file + ":" + number), line, Trial.Metrics.class));
            }
            start = end + 1;
        }
        return metrics;
    }

    private String text(String name, String otherwise) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? readText(file) : otherwise;
    }

    private static String readText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    static <T> T parse(Path where, String json, Class<T> type) {
        try {
            return LENIENT.readValue(json, type);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, where + ": cannot be understood: " + e.getOriginalMessage(), e);
        }
    }
}
