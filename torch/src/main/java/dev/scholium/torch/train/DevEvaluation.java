package dev.scholium.torch.train;

import dev.scholium.evaluate.Bleu;
import dev.scholium.evaluate.BleuSettings;
import dev.scholium.evaluate.Collapse;
import dev.scholium.evaluate.ConfusionMatrix;
import dev.scholium.progress.Progress;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingMetrics;
import dev.scholium.torch.predict.T5Student;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a student does on dev.
 *
 * @param confusion gold labels against the generated ones; a malformed output is wrong
 * @param accuracyScored share of rows whose label with the highest score is right
 * @param bleu BLEU of the rationales of some rows against their references; absent where there are none
 */
record DevEvaluation(
        ConfusionMatrix confusion,
        double accuracyScored,
        @Nullable Double bleu) implements Lesson.Evaluation {

    /** Rows whose rationales are written and scored: a curve for little time, not a final score. */
    private static final int BLEU_ROWS = 100;

    /**
     * Evaluates a student: every row's label, and the rationales of up to 100 rows, spread evenly over those that have
     * a reference.
     *
     * @param student the student as it is now
     * @param job its task and dev rows
     * @param labelTokens how many tokens an output needs for its label to be read, where the label comes first
     * @param targetTokens tokens of the longest training target: as long may a rationale be
     * @return its figures
     * @throws dev.scholium.failure.ScholiumException if the thread is interrupted meanwhile
     */
    static DevEvaluation of(T5Student student, TrainingJob job, int labelTokens, int targetTokens) {
        TrainingConfig config = job.config();
        int batchSize = Math.max(config.batchSize(), 16);
        Tally tally = new Tally(job.task(), job.dev());
        PredictionConfig whole = new PredictionConfig(targetTokens, config.maxSourceTokens(), batchSize);
        boolean labelComesLast = job.task().layout() == TargetLayout.RATIONALE_FIRST;
        predict(student, job.dev(), labelComesLast ? whole : whole.withMaxNewTokens(labelTokens), tally::add);
        List<StudentExample> rows = withReferences(job.dev());
        if (rows.isEmpty() || config.splitRatio().rationale() == 0) {
            return tally.evaluation(null);
        }
        List<String> rationales = new ArrayList<>();
        predict(
                student,
                rows,
                whole,
                answer -> rationales.add(job.task().parse(answer.output()).rationale()));
        List<List<String>> references =
                rows.stream().map(row -> List.of(row.rationale())).toList();
        return tally.evaluation(
                new Bleu(BleuSettings.defaults()).corpus(rationales, references).score());
    }

    @Override
    public double score() {
        return confusion.correct() / (double) confusion.rows();
    }

    @Override
    public String collapse() {
        if (!Collapse.hasHappened(confusion)) {
            return "";
        }
        int answer = confusion.majorityAnswer();
        String what = answer == confusion.labels().size()
                ? "have no label"
                : "are answered " + confusion.labels().get(answer);
        return String.format(
                Locale.ROOT,
                "%.0f %% of the dev rows %s (entropy %.2f bits)",
                100.0 * confusion.answered(answer) / confusion.rows(),
                what,
                confusion.answerEntropy());
    }

    /** The share of the label that was generated most often. */
    private double majorityShare() {
        long most = IntStream.range(0, confusion.labels().size())
                .mapToLong(confusion::answered)
                .max()
                .orElse(0);
        return most / (double) confusion.rows();
    }

    @Override
    public TrainingMetrics line(long step, double epoch, double seconds) {
        return new TrainingMetrics(
                step,
                epoch,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                score(),
                accuracyScored,
                confusion.malformed() / (double) confusion.rows(),
                majorityShare(),
                confusion.answerEntropy(),
                Collapse.hasHappened(confusion),
                bleu,
                seconds);
    }

    private static void predict(
            T5Student student, List<StudentExample> rows, PredictionConfig config, Consumer<StudentAnswer> answers) {
        Iterator<String> sources = rows.stream().map(StudentExample::source).iterator();
        student.predict(sources, config, answers, Progress.none());
    }

    private static List<StudentExample> withReferences(List<StudentExample> dev) {
        List<StudentExample> rows =
                dev.stream().filter(StudentExample::hasRationale).toList();
        int count = Math.min(BLEU_ROWS, rows.size());
        return IntStream.range(0, count)
                .mapToObj(i -> rows.get((int) ((long) i * rows.size() / count)))
                .toList();
    }

    private static final class Tally {
        private final StudentTask task;
        private final Iterator<StudentExample> rows;
        private final long[][] counts;
        private long answered;
        private long rightScored;

        Tally(StudentTask task, List<StudentExample> rows) {
            this.task = task;
            this.rows = rows.iterator();
            this.counts = new long[task.labels().size()][task.labels().size() + 1];
        }

        void add(StudentAnswer answer) {
            String gold = rows.next().label();
            Optional<String> label = task.parse(answer.output()).label();
            int column = label.map(task.labels()::indexOf).orElse(task.labels().size());
            counts[task.labels().indexOf(gold)][column]++;
            rightScored += answer.scoredLabel().equals(gold) ? 1 : 0;
            answered++;
        }

        DevEvaluation evaluation(@Nullable Double bleu) {
            List<List<Long>> confusion = Arrays.stream(counts)
                    .map(row -> Arrays.stream(row).boxed().toList())
                    .toList();
            return new DevEvaluation(
                    new ConfusionMatrix(task.labels().names(), confusion), rightScored / (double) answered, bleu);
        }
    }
}
