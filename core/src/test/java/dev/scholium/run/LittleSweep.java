package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.TrialFile;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A sweep whose students know as many answers as their learning rate says, so that every choice is known. */
final class LittleSweep {

    /** Three learning rates, with and without rationales. */
    static final String GRID = "{rationales: [none, why], training.learning_rate: [0.3, 0.6, 0.9]}";

    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");
    private static final int ROWS = 60;

    private final Path folder;
    private final List<String> worked = Collections.synchronizedList(new ArrayList<>());
    private String failing = "nothing fails";

    /** Writes the rows; {@code folder} holds them, the recipe and the sweep, {@code out}. */
    LittleSweep(Path folder) throws IOException {
        this.folder = folder;
        for (DataSplit split : DataSplit.values()) {
            Files.writeString(
                    folder.resolve(split.word() + ".jsonl"),
                    IntStream.range(0, ROWS)
                            .mapToObj(i -> Json.line(Map.of(
                                    "uid",
                                    split.word() + i,
                                    "premise",
                                    "p" + i,
                                    "hypothesis",
                                    "h",
                                    "label",
                                    LABELS.get(i % 3),
                                    "why",
                                    "because " + i)))
                            .collect(Collectors.joining("\n", "", "\n")));
        }
    }

    /** {@return what was done, {@code <point>-seed<seed> <split>}, in order} */
    List<String> worked() {
        return worked;
    }

    /** From now on a point's trials fail, or those of a point and split: {@code why_lr0.9 test}. */
    void fail(String point) {
        failing = point;
    }

    /** From now on nothing fails. */
    void mend() {
        failing = "nothing fails";
    }

    /** {@return the sweep's folder} */
    SweepFolder out() {
        return new SweepFolder(folder.resolve("out"));
    }

    /** The grid, with more of the recipe behind it. */
    SweepResults run(String more) throws IOException {
        return run(GRID, more, false);
    }

    /** The same, with trials that failed. */
    SweepResults retry(String more) throws IOException {
        return run(GRID, more, true);
    }

    /** The grid as it is read, with more of the recipe behind it. */
    Sweep read(String more) throws IOException {
        return read(GRID, more);
    }

    private Sweep read(String cross, String more) throws IOException {
        Path file = folder.resolve("my.yaml");
        Files.writeString(file, """
                data:
                  train: {file: train.jsonl, format: columns}
                  dev: {file: dev.jsonl, format: columns}
                  test: {file: test.jsonl, format: columns}
                rationales: {why: {column: why, splits: [train, dev, test]}}
                student: {size: tiny, tokenizer: vocabulary}
                sweep:
                  cross:\s""" + cross + "\n" + more);
        return new SweepReader(Map.of()).read(file, List.of());
    }

    /** Another cross, with more of the recipe behind it. */
    SweepResults run(String cross, String more, boolean retryFailed) throws IOException {
        Sweep sweep = read(cross, more);
        return new SweepRunner(
                        new NoEngine(),
                        this::work,
                        Progress.none(),
                        Map.of(),
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        Map.of())
                .run(sweep, out(), retryFailed, "scholium sweep my.yaml");
    }

    /** A student that knows the answers to as large a share of the rows as its learning rate says, and signs them. */
    private Optional<String> work(SweepFolder sweep, String trial, DataSplit split, int threads) {
        TrialPlan plan = TrialPlan.read(sweep, trial);
        worked.add(plan.point() + "-seed" + plan.seed() + " " + split.word());
        if (failing.equals(plan.point()) || failing.equals(plan.point() + " " + split.word())) {
            return Optional.of("the loss is not a number");
        }
        Recipe recipe = new RecipeReader(Map.of()).read(sweep.trialRecipe(trial), List.of());
        double share = recipe.systems().values().iterator().next().training().learningRate();
        student(sweep.run().trial(trial), plan);
        PredictionFile.write(sweep.run().predictions(trial, split), file -> {
            for (int i = 0; i < ROWS; i++) {
                String gold = LABELS.get(i % 3);
                String answer = share == 0.333 ? LABELS.get(0) : i < share * ROWS ? gold : LABELS.get((i + 1) % 3);
                file.accept(new Prediction(
                        split.word() + i,
                        gold,
                        answer,
                        answer,
                        Map.of(answer, 1.0),
                        plan.point().startsWith("labels") ? "" : "written by " + trial,
                        List.of(),
                        answer,
                        false,
                        false,
                        Map.of("premise", "p" + i, "hypothesis", "h")));
            }
        });
        return Optional.empty();
    }

    private static void student(Path trial, TrialPlan plan) {
        new TrialFile(plan.id(), plan.point(), "recorded", plan.seed(), ROWS).writeTo(trial);
        try {
            Files.createDirectories(trial.resolve("student"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
