package dev.scholium.analyze;

import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderListing;
import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Analyses the rationales in a run folder: those that teachers wrote, and those of the students' first seeds. */
public final class RunAnalysis {

    private static final Pattern AUGMENTED = Pattern.compile("(.+)-(train|dev|test)\\.jsonl");
    private static final String CONTROL = "control.";

    private final Path run;
    private final SystemFiles files;
    private final List<String> warnings = new ArrayList<>();

    private RunAnalysis(Path run) {
        this.run = run;
        this.files = SystemFiles.of(run);
    }

    /**
     * Analyses a run.
     *
     * @param run a run or sweep folder with rationales; with {@code results.json} the students are looked at, too
     * @return the figures
     * @throws ScholiumException if there are no rationales, or a file cannot be read
     */
    public static Analysis of(Path run) {
        return new RunAnalysis(run).analyse();
    }

    private Analysis analyse() {
        Path file = run.resolve("results.json");
        List<SystemResult> systems =
                Files.exists(file) ? firstSeeds(Results.read(file).systems()) : List.of();
        List<Measured> groups = new ArrayList<>();
        List<Taught> taught = taught();
        Map<SystemResult, Map<String, Relations.Answer>> answers = new LinkedHashMap<>();
        Map<SystemResult, List<WrittenRationale>> written = new LinkedHashMap<>();
        for (SystemResult system : systems) {
            read(system, answers, written);
        }
        List<String> labels =
                labels(systems, taught.stream().map(Taught::rationales).toList(), written.values());
        if (labels.isEmpty()) {
            throw new ScholiumException(
                    ExitCode.FAILED, run + ": must be a run folder with rationales in augmented/, but has none");
        }
        Properties properties = new Properties(new LabelSet(
                labels.stream().map(label -> new Label(label, Set.of())).toList()));
        for (Taught of : taught) {
            if (!of.rationales().isEmpty()) {
                groups.add(Measured.of(
                        "teacher " + of.group() + of.source(), of.source(), of.split(), of.rationales(), properties));
            }
        }
        written.forEach((system, rationales) -> {
            if (!rationales.isEmpty()) {
                groups.add(Measured.of(
                        "student " + system.name(), system.rationaleKind(), system.split(), rationales, properties));
            }
        });
        List<Analysis.Relation> relations = new ArrayList<>();
        for (Measured group : groups) {
            answers.forEach((system, given) -> {
                boolean own =
                        group.writer().startsWith("teacher ") || group.writer().equals("student " + system.name());
                if (own && group.split().equals(system.split())) {
                    Relations.of(group, system.name(), system.seed(), given, labels)
                            .ifPresent(relations::add);
                }
            });
        }
        warn(relations, systems);
        return new Analysis(
                Analysis.FORMAT_VERSION,
                groups.stream().map(group -> group.group(labels)).toList(),
                Similarities.of(groups),
                relations,
                warnings);
    }

    private void warn(List<Analysis.Relation> relations, List<SystemResult> systems) {
        warnings.add("Reading ease and syllables are made for English; label words are looked for by name alone.");
        if (!relations.isEmpty()) {
            warnings.add(
                    "Nothing here shows a cause: rows whose rationales differ in one property differ in others, in how hard"
                            + " they are, and in their label. Only two sources of rationales that differ in that property alone, on"
                            + " the same rows, can show that it makes a better student.");
            warnings.add(
                    "A rationale that was written knowing the gold label may tell of the label what the student could not"
                            + " see.");
            warnings.add("Each student is looked at by its first seed; another seed may answer otherwise.");
            systems.stream()
                    .filter(SystemResult::collapsed)
                    .forEach(system -> warnings.add(system.name() + " has collapsed to \"" + system.majorityAnswer()
                            + "\" (" + system.split() + "): what goes with its being right goes with that label."));
        }
    }

    private static List<SystemResult> firstSeeds(List<SystemResult> systems) {
        Map<List<String>, SystemResult> first = new LinkedHashMap<>();
        systems.stream()
                .filter(system -> !system.name().startsWith(CONTROL))
                .forEach(system -> first.putIfAbsent(List.of(system.name(), system.split()), system));
        return List.copyOf(first.values());
    }

    private void read(
            SystemResult system,
            Map<SystemResult, Map<String, Relations.Answer>> answers,
            Map<SystemResult, List<WrittenRationale>> written) {
        Map<String, Relations.Answer> given = new LinkedHashMap<>();
        List<WrittenRationale> texts = new ArrayList<>();
        PredictionFile.read(files.predictions(system.name(), system.seed(), system.split()), row -> {
            given.put(
                    row.uid(),
                    new Relations.Answer(row.isCorrect(), row.scores().getOrDefault(row.labelScored(), 0.0)));
            if (!row.rationale().isBlank()) {
                texts.add(new WrittenRationale(row.uid(), row.fields(), row.goldLabel(), row.rationale()));
            }
        });
        answers.put(system, given);
        written.put(system, texts);
    }

    private static List<String> labels(
            List<SystemResult> systems,
            Iterable<List<WrittenRationale>> taught,
            Iterable<List<WrittenRationale>> written) {
        if (!systems.isEmpty()) {
            return systems.get(0).confusionMatrix().labels();
        }
        Set<String> labels = new TreeSet<>();
        for (Iterable<List<WrittenRationale>> all : List.of(taught, written)) {
            all.forEach(rows -> rows.forEach(row -> labels.add(row.label())));
        }
        return List.copyOf(labels);
    }

    /** Rationales of one source on one split; {@code group} tells those of a sweep's groups apart. */
    private record Taught(String group, String source, String split, List<WrittenRationale> rationales) {}

    private List<Taught> taught() {
        List<Taught> taught = new ArrayList<>();
        files.augmented().forEach((group, folder) -> {
            for (Path file : FolderListing.of(folder, "*.jsonl")) {
                Matcher name = AUGMENTED.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    taught.add(new Taught(group, name.group(1), name.group(2), rationales(file)));
                }
            }
        });
        return taught;
    }

    private static List<WrittenRationale> rationales(Path file) {
        List<WrittenRationale> rationales = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = Json.mapper().readTree(line);
                Map<String, String> fields = new LinkedHashMap<>();
                row.path("fields")
                        .properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asString("")));
                String text = row.path("rationale").asString("");
                if (!text.isBlank()) {
                    rationales.add(new WrittenRationale(
                            row.path("uid").asString(""),
                            fields,
                            row.path("label").asString(""),
                            text));
                }
            }
            return rationales;
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, file + ": must be JSON lines, but: " + e.getOriginalMessage(), e);
        }
    }
}
