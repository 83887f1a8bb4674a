package dev.scholium.torch.predict;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.Decoding;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.student.TaskPrefix;
import dev.scholium.torch.generate.BeamDecoder;
import dev.scholium.torch.generate.Generated;
import dev.scholium.torch.generate.LabelConstraint;
import dev.scholium.torch.generate.LabelScorer;
import dev.scholium.torch.generate.TokenDecoder;
import dev.scholium.torch.generate.WritingListener;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;

/**
 * A T5 that reads sources and writes labels and rationales.
 *
 * <p>Takes a window of sources at a time, sorts it by length, shares its batches out among threads, and encodes each
 * batch once for the labels' probabilities and the output. Where the rationale comes first, the labels' probabilities
 * are those after the rationale that it has written; in two tasks, label and rationale are written each behind its
 * prefix. Closing it closes its model and tokenizer.
 */
public final class T5Student implements Student {

    /** Batches of a window: enough rows to find batches of like length, few enough to hold in memory. */
    private static final int WINDOW = 32;

    /** Tokens that are encoded at once, about, where nothing is written: products are as fast from here on. */
    private static final int ENCODED_TOKENS = 1024;

    private final T5Model model;
    private final T5Tokenizer tokenizer;
    private final StudentTask task;
    private final LabelScorer scorer;
    private final WrittenLabel writtenLabel;
    private final int labelTokens;
    private final BatchWorkers workers;
    private final boolean isOwner;
    private LabelConstraint onlyLabels = LabelConstraint.NONE; // made when it is first asked for

    /**
     * A student over a model.
     *
     * @param model its weights
     * @param tokenizer its vocabulary, which the model's embedding has room for
     * @param task what it reads and writes
     */
    public T5Student(T5Model model, T5Tokenizer tokenizer, StudentTask task) {
        this(model, tokenizer, task, true);
    }

    private T5Student(T5Model model, T5Tokenizer tokenizer, StudentTask task, boolean isOwner) {
        this.model = model;
        this.isOwner = isOwner;
        this.tokenizer = tokenizer;
        this.task = task;
        this.scorer = new LabelScorer(tokenizer.encodeAllWithoutEos(task.labelTexts()));
        this.writtenLabel = new WrittenLabel(tokenizer, task);
        this.labelTokens = labelTokens(tokenizer, task);
        this.workers = BatchWorkers.of(model.device().isCpu() ? torch.get_num_threads() : 1);
    }

    /**
     * A student over a model and tokenizer of somebody else's, which stay when it is closed.
     *
     * @param model its weights as they are at each answer
     * @param tokenizer its vocabulary, which the model's embedding has room for
     * @param task what it reads and writes
     * @return the student, to be closed by the caller
     */
    public static T5Student over(T5Model model, T5Tokenizer tokenizer, StudentTask task) {
        return new T5Student(model, tokenizer, task, false);
    }

    /**
     * How many tokens an output needs for its label to be read: those of the longest label text and one that ends it.
     *
     * @param tokenizer the student's
     * @param task the student's
     * @return tokens
     */
    public static int labelTokens(T5Tokenizer tokenizer, StudentTask task) {
        return 1
                + Arrays.stream(tokenizer.encodeAllWithoutEos(task.labelTexts()))
                        .mapToInt(ids -> ids.length)
                        .max()
                        .orElse(0);
    }

    /**
     * Predicts as {@link Student#predict} says. In two tasks no rationale is written when the output has room for no
     * more than a label.
     *
     * @throws ScholiumException if an output shall begin with a label, or be nothing else, though the student writes
     *     its rationale first, if the weights are damaged, memory is full, or the thread was interrupted
     */
    @Override
    public void predict(
            Iterator<String> sources,
            PredictionConfig config,
            RowListener listener,
            Consumer<StudentAnswer> answers,
            Progress progress) {
        if (config.labelsOnlyFirst() && task.layout() == TargetLayout.RATIONALE_FIRST) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "outputs can begin with nothing but a label only where students write it first, but the layout of"
                            + " this one is rationale-first");
        }
        if (config.isLabelsAlone() && task.layout() == TargetLayout.RATIONALE_FIRST) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "labels can be told without writing only where students write them first, but the layout of this one"
                            + " is rationale-first; --max-new-tokens must be at least 1");
        }
        if (config.labelsOnlyFirst() && onlyLabels.equals(LabelConstraint.NONE)) {
            onlyLabels = LabelEnds.constraint(tokenizer, task);
        }
        List<String> window = new ArrayList<>();
        int before = 0;
        while (sources.hasNext()) {
            window.add(sources.next());
            if (window.size() == (long) WINDOW * config.batchSize() || !sources.hasNext()) {
                answerAll(window, config, new HeardRows(listener, before), progress)
                        .forEach(answers);
                before += window.size();
                window.clear();
            }
        }
    }

    @Override
    public List<List<Double>> labelsAfter(
            List<String> sources, List<String> rationales, PredictionConfig config, Progress progress) {
        if (sources.size() != rationales.size()) {
            throw new IllegalArgumentException("there must be one rationale a source, but there are "
                    + rationales.size() + " for " + sources.size());
        }
        if (task.layout() != TargetLayout.RATIONALE_FIRST) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "labels can be told after other rationales only where students write the rationale first, but the"
                            + " layout of this one is " + task.layout().word());
        }
        return inBatches(sources, config, progress, batch -> {
            List<int[]> before;
            synchronized (tokenizer) {
                before = batch.rows().stream()
                        .map(row -> writtenLabel.after(rationales.get(row)))
                        .toList();
            }
            return Arrays.stream(scorer.probabilitiesAfter(batch.encoded(), before))
                    .map(row -> Arrays.stream(row).boxed().toList())
                    .toList();
        });
    }

    private List<StudentAnswer> answerAll(
            List<String> sources, PredictionConfig config, HeardRows heard, Progress progress) {
        return switch (task.layout()) {
            case LABEL_FIRST -> inBatches(sources, config, progress, batch -> labelFirst(batch, config, heard));
            case RATIONALE_FIRST -> inBatches(sources, config, progress, batch -> rationaleFirst(batch, config, heard));
            case TWO_TASK -> twoTask(sources, config, heard, progress);
        };
    }

    /** Rows by their numbers among the sources, their token ids, and the same encoded. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Batch(List<Integer> rows, int[][] ids, EncodedSources encoded) {}

    /** What is done with a batch: one answer a row. */
    private interface BatchTask<A> {
        List<A> answers(Batch batch);
    }

    /** An output and whether it was cut off. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Written(int[] ids, String output, boolean cutOff) {}

    private <A> List<A> inBatches(
            List<String> sources, PredictionConfig config, Progress progress, BatchTask<A> batchTask) {
        int[][] ids = tokenizer.encodeAll(sources);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = T5Tokenizer.truncate(ids[i], config.maxSourceTokens());
        }
        int[] lengths = Arrays.stream(ids).mapToInt(row -> row.length).toArray();
        List<List<Integer>> batches = RowBatches.of(lengths, batchSize(lengths, config), workers.count());
        Map<Integer, A> answers = new ConcurrentSkipListMap<>(); // by row
        try {
            workers.forEach(batches.size(), number -> {
                List<Integer> rows = batches.get(number);
                int[][] batch = rows.stream().map(row -> ids[row]).toArray(int[][]::new);
                List<A> batchAnswers = inOneBatch(rows, batch, batchTask);
                for (int i = 0; i < batch.length; i++) {
                    answers.put(rows.get(i), batchAnswers.get(i));
                }
                progress.advance(batch.length);
            });
        } catch (InterruptedException e) {
            throw new ScholiumException(
                    ExitCode.INTERRUPTED, "predicting was stopped before its end; run the same command again", e);
        }
        return List.copyOf(answers.values());
    }

    /** Rows at once. Where nothing is written, few are as fast as many, take less memory, and end together. */
    private static int batchSize(int[] lengths, PredictionConfig config) {
        int tokens = Arrays.stream(lengths).sum();
        return config.isLabelsAlone() && tokens > 0
                ? (int) Math.max(1, Math.min(config.batchSize(), (long) ENCODED_TOKENS * lengths.length / tokens))
                : config.batchSize();
    }

    private <A> List<A> inOneBatch(List<Integer> rows, int[][] ids, BatchTask<A> batchTask) {
        try (EncodedSources encoded = model.encode(ids)) {
            return batchTask.answers(new Batch(rows, ids, encoded));
        } catch (RuntimeException | OutOfMemoryError e) {
            Throwable explained = OutOfMemory.explained(e, "predicting " + ids.length + " rows");
            if (explained instanceof ScholiumException line) {
                throw line;
            }
            throw e;
        }
    }

    private List<StudentAnswer> labelFirst(Batch batch, PredictionConfig config, HeardRows heard) {
        double[][] probabilities = scorer.probabilities(batch.encoded());
        List<StudentAnswer> labels =
                Arrays.stream(probabilities).map(this::labelAlone).toList();
        heard.labelled(batch.rows(), labels);
        return config.isLabelsAlone() ? labels : answers(probabilities, written(batch, config, heard));
    }

    private List<StudentAnswer> rationaleFirst(Batch batch, PredictionConfig config, HeardRows heard) {
        List<Written> written = written(batch, config, heard);
        List<StudentAnswer> answers =
                answers(scorer.probabilitiesAfter(batch.encoded(), beforeLabels(written)), written);
        heard.labelled(batch.rows(), answers);
        return answers;
    }

    private List<StudentAnswer> twoTask(
            List<String> sources, PredictionConfig config, HeardRows heard, Progress progress) {
        boolean explains = config.maxNewTokens() > labelTokens;
        List<String> asked = sources.stream().map(TaskPrefix.PREDICT::before).toList();
        PredictionConfig brief = config.withMaxNewTokens(Math.min(config.maxNewTokens(), labelTokens));
        List<StudentAnswer> predicted = inBatches(
                asked, brief, explains ? Progress.none() : progress, batch -> labelFirst(batch, brief, heard));
        if (!explains) {
            return predicted;
        }
        List<String> why = sources.stream().map(TaskPrefix.EXPLAIN::before).toList();
        PredictionConfig free = config.withoutConstraint();
        HeardRows.Reader reader = (row, ids) -> task.joined(predicted.get(row).output(), beginning(ids));
        List<Written> rationales =
                inBatches(why, free, progress, batch -> written(batch, free, heard.writing(batch.rows(), reader)));
        List<StudentAnswer> answers = new ArrayList<>(predicted.size());
        for (int i = 0; i < predicted.size(); i++) {
            StudentAnswer label = predicted.get(i);
            Written rationale = rationales.get(i);
            answers.add(new StudentAnswer(
                    label.labelProbabilities(),
                    label.scoredLabel(),
                    task.joined(label.output(), rationale.output()),
                    label.cutOff() || rationale.cutOff()));
        }
        return answers;
    }

    private List<StudentAnswer> answers(double[][] probabilities, List<Written> written) {
        List<StudentAnswer> answers = new ArrayList<>(written.size());
        for (int i = 0; i < written.size(); i++) {
            answers.add(answer(
                    probabilities[i], written.get(i).output(), written.get(i).cutOff()));
        }
        return answers;
    }

    private List<Written> written(Batch batch, PredictionConfig config, HeardRows heard) {
        return written(batch, config, heard.writing(batch.rows(), (row, ids) -> beginning(ids)));
    }

    private List<Written> written(Batch batch, PredictionConfig config, WritingListener listener) {
        List<Generated> generated = generate(batch.ids(), batch.encoded(), config, listener);
        List<int[]> ids = generated.stream().map(row -> ints(row.ids())).toList();
        List<String> outputs = decoded(ids);
        return IntStream.range(0, ids.size())
                .mapToObj(i ->
                        new Written(ids.get(i), outputs.get(i), generated.get(i).cutOff()))
                .toList();
    }

    private static int[] ints(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private String beginning(List<Integer> ids) {
        synchronized (tokenizer) {
            return tokenizer.decodeBeginning(ints(ids));
        }
    }

    private List<String> decoded(List<int[]> ids) {
        synchronized (tokenizer) { // safe for one thread at a time
            return tokenizer.decodeAll(ids);
        }
    }

    private List<int[]> beforeLabels(List<Written> written) {
        synchronized (tokenizer) {
            return written.stream()
                    .map(row -> writtenLabel.before(row.ids(), row.output()))
                    .toList();
        }
    }

    private List<Generated> generate(
            int[][] batch, EncodedSources encoded, PredictionConfig config, WritingListener listener) {
        LabelConstraint constraint = config.labelsOnlyFirst() ? onlyLabels : LabelConstraint.NONE;
        if (config.decoding() instanceof Decoding.Beam beam) {
            return new BeamDecoder(model, beam.beams(), beam.lengthPenalty(), constraint)
                    .decode(encoded, config.maxNewTokens());
        }
        TokenDecoder decoder = config.decoding() instanceof Decoding.Sampling sampling
                ? TokenDecoder.sampling(model, constraint, sampling, seeds(batch, sampling.seed()))
                : TokenDecoder.greedy(model, constraint);
        return decoder.decode(encoded, config.maxNewTokens(), listener);
    }

    /** A seed for each row out of its source, so that its draws do not depend on the rows beside it. */
    private static List<Long> seeds(int[][] batch, long seed) {
        List<Long> seeds = new ArrayList<>(batch.length);
        for (int[] source : batch) {
            long mixed = seed;
            for (int id : source) {
                mixed = new SplittableRandom(mixed ^ id).nextLong();
            }
            seeds.add(mixed);
        }
        return seeds;
    }

    private StudentAnswer labelAlone(double[] probabilities) {
        String label = answer(probabilities, "", false).scoredLabel();
        return answer(probabilities, task.labelText(label), false);
    }

    private StudentAnswer answer(double[] probabilities, String output, boolean cutOff) {
        int best = 0;
        for (int label = 0; label < probabilities.length; label++) {
            if (!Double.isFinite(probabilities[label])) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        "the student's label scores are not numbers; its weights are damaged or its training diverged");
            }
            best = probabilities[label] > probabilities[best] ? label : best;
        }
        return new StudentAnswer(
                Arrays.stream(probabilities).boxed().toList(),
                task.labels().names().get(best),
                output,
                cutOff);
    }

    @Override
    public void close() {
        workers.close();
        if (isOwner) {
            model.close();
            tokenizer.close();
        }
    }
}
