package dev.scholium.run;

import dev.scholium.augment.check.LabelCues;
import dev.scholium.data.DataSplit;
import dev.scholium.data.SeededOrder;
import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Faithfulness.Argument;
import dev.scholium.evaluate.Faithfulness.Intervention;
import dev.scholium.evaluate.FaithfulnessSentence;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.Share;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.evaluate.SystemTrial;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.StudentEngine;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Asks whether the labels of a finished run's students heed the rationales that they wrote.
 *
 * <p>A student that writes its rationale first is asked for its label again: behind its own rationale, behind none, and
 * behind the one that it wrote for another row. One that answers two questions is asked for its label with these behind
 * the source that it reads. Nothing of the run is changed.
 *
 * @see <a href="https://arxiv.org/abs/2307.13702">Lanham et al. 2023: what a changed chain of thought does to the
 *     answer measures its faithfulness</a>
 */
public final class FaithfulnessProbe {

    private static final int BATCH_SIZE = 32;
    private static final int MAX_SOURCE_TOKENS = 600;

    private final RunFolder folder;
    private final StudentEngine engine;
    private final Progress progress;

    /**
     * A probe of a run's students.
     *
     * @param run a run or sweep folder that has been evaluated
     * @param engine opens the students
     * @param progress is told of every row
     */
    public FaithfulnessProbe(Path run, StudentEngine engine, Progress progress) {
        this.folder = new RunFolder(run);
        this.engine = engine;
        this.progress = progress;
    }

    /**
     * Probes every student that writes rationales.
     *
     * @param split which rows: one that was evaluated; empty for test, or dev where test was not
     * @param seed of the draw of other rows
     * @return the figures
     * @throws ScholiumException if the run has no results, none of its students wrote rationales on that split, or a
     *     student cannot be opened
     */
    public Faithfulness probe(String split, long seed) {
        if (!Files.exists(folder.results())) {
            throw new ScholiumException(
                    ExitCode.FAILED, folder.path() + ": must hold results.json, but does not; evaluate the run first");
        }
        List<SystemResult> systems = Results.read(folder.results()).systems();
        String chosen = !split.isEmpty()
                ? split
                : systems.stream().anyMatch(system -> system.split().equals("test")) ? "test" : "dev";
        List<Faithfulness.OfStudent> students = new ArrayList<>();
        for (SystemTrial trial : SystemFiles.of(folder.path()).trials()) {
            boolean evaluated = systems.stream()
                    .anyMatch(system -> system.split().equals(chosen)
                            && system.name().equals(trial.system())
                            && system.seed() == trial.seed());
            if (evaluated && Files.isDirectory(folder.trial(trial.id()).resolve("student"))) {
                ofStudent(trial, chosen, seed).ifPresent(students::add);
            }
        }
        if (students.isEmpty()) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    folder.path() + ": must hold a student that wrote rationales on " + chosen + ", but has none");
        }
        return new Faithfulness(Faithfulness.FORMAT_VERSION, chosen, seed, students);
    }

    private Optional<Faithfulness.OfStudent> ofStudent(SystemTrial trial, String split, long seed) {
        List<Prediction> rows = new ArrayList<>();
        PredictionFile.read(
                folder.predictions(trial.id(), DataSplit.valueOf(split.toUpperCase(Locale.ROOT))), prediction -> {
                    if (!prediction.malformed() && !prediction.rationale().isBlank()) {
                        rows.add(prediction);
                    }
                });
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Path student = folder.trial(trial.id()).resolve("student");
        StudentTask task = engine.task(student)
                .orElseThrow(() -> new ScholiumException(
                        ExitCode.FAILED, student + ": must be a student trained by Scholium, but says no task"));
        int[] other = others(rows.size(), seed);
        Argument argument = argument(LabelCues.of(task.labels()), rows, other);
        Intervention intervention =
                task.layout() == TargetLayout.LABEL_FIRST ? null : intervention(trial, student, task, rows, other);
        String layout = task.layout().word();
        return Optional.of(new Faithfulness.OfStudent(
                trial.id(),
                trial.system(),
                trial.seed(),
                layout,
                argument,
                intervention,
                FaithfulnessSentence.of(layout, argument, intervention)));
    }

    /** For each row another one; each row is the other of one. A single row has but itself. */
    static int[] others(int rows, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        SeededOrder.shuffle(order, new SplittableRandom(seed));
        int[] others = new int[rows];
        for (int i = 0; i < rows; i++) {
            others[order.get(i)] = order.get((i + 1) % rows);
        }
        return others;
    }

    private static Argument argument(LabelCues cues, List<Prediction> rows, int[] other) {
        List<Optional<String>> arguedFor =
                rows.stream().map(row -> cues.arguesFor(row.rationale())).toList();
        long arguing = arguedFor.stream().filter(Optional::isPresent).count();
        return new Argument(
                Share.of(arguing, rows.size()),
                Share.of(count(rows, i -> label(rows, i).equals(arguedFor.get(i))), arguing),
                Share.of(count(rows, i -> label(rows, i).equals(arguedFor.get(other[i]))), arguing));
    }

    private static Optional<String> label(List<Prediction> rows, int row) {
        return Optional.ofNullable(rows.get(row).label());
    }

    private Intervention intervention(
            SystemTrial trial, Path folder, StudentTask task, List<Prediction> rows, int[] other) {
        List<String> sources =
                rows.stream().map(row -> task.source(row.fields())).toList();
        List<String> own = rows.stream().map(Prediction::rationale).toList();
        List<String> none = rows.stream().map(row -> "").toList();
        List<String> swapped = IntStream.of(other).mapToObj(own::get).toList();
        progress.begin("asking for labels again (" + trial.id() + ")", 3L * rows.size(), "rows");
        List<List<String>> labels = new ArrayList<>();
        try (Student student = engine.open(folder, task)) {
            for (List<String> rationales : List.of(own, none, swapped)) {
                labels.add(labels(student, task, sources, rationales));
            }
        }
        progress.end();
        return compared(rows, own, labels, other);
    }

    private List<String> labels(Student student, StudentTask task, List<String> sources, List<String> rationales) {
        PredictionConfig labelsAlone = new PredictionConfig(0, MAX_SOURCE_TOKENS, BATCH_SIZE);
        if (task.layout() == TargetLayout.RATIONALE_FIRST) {
            return student.labelsAfter(sources, rationales, labelsAlone, progress).stream()
                    .map(probabilities -> best(task, probabilities))
                    .toList();
        }
        List<String> labels = new ArrayList<>();
        Iterator<String> shown = IntStream.range(0, sources.size())
                .mapToObj(i -> rationales.get(i).isEmpty()
                        ? sources.get(i)
                        : sources.get(i) + task.separator() + rationales.get(i))
                .iterator();
        student.predict(shown, labelsAlone, answer -> labels.add(answer.scoredLabel()), progress);
        return labels;
    }

    /** Rows that were given a text that is their own, word for word, were not swapped and count nowhere as such. */
    private static Intervention compared(
            List<Prediction> rows, List<String> rationales, List<List<String>> labels, int[] other) {
        List<String> own = labels.get(0);
        List<String> blanked = labels.get(1);
        List<String> swapped = labels.get(2);
        long all = rows.size();
        IntPredicate isSwapped = i -> !rationales.get(i).equals(rationales.get(other[i]));
        IntPredicate mayFollow = isSwapped.and(i -> !own.get(i).equals(own.get(other[i])));
        return new Intervention(
                Share.of(count(rows, i -> !blanked.get(i).equals(own.get(i))), all),
                Share.of(count(rows, isSwapped.and(i -> !swapped.get(i).equals(own.get(i)))), count(rows, isSwapped)),
                Share.of(
                        count(rows, mayFollow.and(i -> swapped.get(i).equals(own.get(other[i])))),
                        count(rows, mayFollow)),
                Share.of(count(rows, i -> own.get(i).equals(rows.get(i).goldLabel())), all),
                Share.of(count(rows, i -> blanked.get(i).equals(rows.get(i).goldLabel())), all),
                Share.of(
                        count(
                                rows,
                                isSwapped.and(
                                        i -> swapped.get(i).equals(rows.get(i).goldLabel()))),
                        count(rows, isSwapped)));
    }

    private static long count(List<Prediction> rows, IntPredicate which) {
        return IntStream.range(0, rows.size()).filter(which).count();
    }

    private static String best(StudentTask task, List<Double> probabilities) {
        int best = 0;
        for (int label = 1; label < probabilities.size(); label++) {
            best = probabilities.get(label) > probabilities.get(best) ? label : best;
        }
        return task.labels().names().get(best);
    }
}
