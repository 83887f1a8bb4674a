package dev.scholium.run;

import dev.scholium.evaluate.Baselines;
import dev.scholium.evaluate.TrialFile;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepTrial;
import dev.scholium.recipe.SystemSpec;
import dev.scholium.student.StudentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes once what a sweep's trials share: rationales, new rows, vocabularies. */
final class SweepPreparation {

    private final StudentEngine engine;
    private final Progress progress;
    private final AugmentStage augment;
    private final Clock clock;

    SweepPreparation(StudentEngine engine, Progress progress, AugmentStage augment, Clock clock) {
        this.engine = engine;
        this.progress = progress;
        this.augment = augment;
        this.clock = clock;
    }

    /**
     * Makes what is not there yet, and writes down what each trial is to do.
     *
     * @param sweep all trials
     * @param folder where
     * @param manifest notes inputs and what the teachers brought
     */
    void run(Sweep sweep, SweepFolder folder, Manifest manifest) {
        Map<String, List<SweepTrial>> groups = new LinkedHashMap<>();
        sweep.everyTrial()
                .forEach(trial -> groups.computeIfAbsent(trial.group(), key -> new java.util.ArrayList<>())
                        .add(trial));
        Map<Integer, Set<String>> texts = new TreeMap<>();
        for (Map.Entry<String, List<SweepTrial>> group : groups.entrySet()) {
            prepare(group.getKey(), group.getValue(), folder, manifest, texts, groups.size() > 1);
        }
        checkSlices(sweep, folder);
        texts.forEach((size, text) -> engine.makeVocabulary(text, size, folder.vocabulary(size)));
        sweep.everyTrial().forEach(trial -> {
            AtomicFile.write(folder.trialRecipe(trial.id()), RecipeReader.write(trial.recipe()));
            AtomicFile.write(folder.trialPlan(trial.id()), Json.page(TrialPlan.of(trial)));
            TrialFile.rename(folder.run().trial(trial.id()), trial.point());
        });
    }

    /**
     * A slice that cannot be cut is told before hours are spent. The rows will be those of a labels-only trial, if
     * there is one.
     */
    private static void checkSlices(Sweep sweep, SweepFolder folder) {
        List<SweepTrial> baselines = sweep.trials().stream()
                .filter(trial -> trial.system().isLabelsOnly())
                .toList();
        (baselines.isEmpty() ? sweep.trials().stream().limit(1) : baselines.stream())
                .map(SweepTrial::group)
                .distinct()
                .forEach(group -> {
                    RunFolder shared = folder.shared(group);
                    Recipe recipe = new RecipeReader(Map.of()).read(shared.recipe(), List.of());
                    if (!recipe.evaluation().slices().isEmpty()) {
                        new SliceStage(recipe, shared, RunData.read(recipe), Baselines.of(""))
                                .cut(recipe.evaluation().slices());
                    }
                });
    }

    private void prepare(
            String group,
            List<SweepTrial> trials,
            SweepFolder folder,
            Manifest manifest,
            Map<Integer, Set<String>> texts,
            boolean severalGroups) {
        Recipe recipe = groupRecipe(trials, folder);
        RunFolder shared = folder.shared(group);
        if (!Files.exists(folder.run().trials()) && !Files.exists(folder.run().predictions())) {
            unmark(shared.trials());
        }
        Manifest ofGroup = Manifest.open(shared.manifest(), clock);
        RunData data = RunData.read(recipe);
        data.checkUnchanged(ofGroup);
        AtomicFile.write(shared.recipe(), RecipeReader.write(recipe));
        data.inputs().forEach(input -> ofGroup.record("inputs", "split", input));
        RunRationales rationales = augment.run(recipe, shared, data, ofGroup);
        TrainingRows rows =
                new TrainingRows(recipe, data, new NewRowsStage(augment, progress).run(recipe, shared, data, ofGroup));
        copy(ofGroup, manifest, severalGroups ? group + "/" : "");
        trials.stream()
                .map(trial -> trial.recipe().student())
                .filter(student -> student.needsVocabulary()
                        && !Files.exists(
                                folder.vocabulary(student.vocabularySize()).resolve("tokenizer.json")))
                .map(student -> student.vocabularySize())
                .distinct()
                .forEach(size -> texts.computeIfAbsent(size, key -> new LinkedHashSet<>())
                        .addAll(TrainStage.vocabularyTexts(recipe, rows, rationales)));
        markAsLearnt(shared.trials());
    }

    /** From here on the rationales stay as they are: students are about to learn from them. */
    private static void markAsLearnt(Path trials) {
        try {
            Files.createDirectories(trials);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(trials, e);
        }
    }

    /** Whoever has removed all trials and what they said wants others, which learn from what is there by then. */
    private static void unmark(Path trials) {
        try {
            Files.deleteIfExists(trials);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(trials, e);
        }
    }

    /** The trials' systems together, with the sources that they use, and the journal beside the sweep's folder. */
    private static Recipe groupRecipe(List<SweepTrial> trials, SweepFolder folder) {
        Map<String, SystemSpec> systems = new LinkedHashMap<>();
        Set<String> used = new LinkedHashSet<>();
        for (SweepTrial trial : trials) {
            systems.put(trial.point(), trial.system());
            used.add(trial.system().rationales());
            used.add(trial.system().augmentation());
        }
        Recipe first = trials.get(0).recipe();
        String journal =
                first.journal().isEmpty() ? folder.run().defaultJournal().toString() : first.journal();
        return first.comparing(
                systems, trials.stream().map(SweepTrial::seed).distinct().toList(), used, journal);
    }

    private static void copy(Manifest from, Manifest to, String prefix) {
        Map<String, String> keys = new TreeMap<>(Map.of(
                "inputs",
                "split",
                "rationales",
                "id",
                "edits",
                "id",
                "augmentations",
                "name",
                "money",
                "teacher",
                "prompts",
                "source"));
        keys.forEach((list, key) -> from.entries(list).forEach(entry -> {
            Map<String, Object> copy = new LinkedHashMap<>();
            entry.properties().forEach(value -> copy.put(value.getKey(), value.getValue()));
            copy.put(key, prefix + entry.path(key).asString(""));
            to.record(list, key, copy);
        }));
    }
}
