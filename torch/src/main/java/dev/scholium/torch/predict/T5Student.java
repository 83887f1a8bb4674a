package dev.scholium.torch.predict;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.Decoding;
import dev.scholium.student.Student;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.generate.BeamDecoder;
import dev.scholium.torch.generate.Generated;
import dev.scholium.torch.generate.LabelConstraint;
import dev.scholium.torch.generate.LabelScorer;
import dev.scholium.torch.generate.TokenDecoder;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A T5 that reads sources and writes labels and rationales.
 *
 * <p>Takes a window of sources at a time, sorts it by length, and encodes each batch once for the labels' probabilities
 * and the output. Closing it closes its model and tokenizer.
 */
public final class T5Student implements Student {

    /** Batches of a window: enough rows to find batches of like length, few enough to hold in memory. */
    private static final int WINDOW = 32;

    private final T5Model model;
    private final T5Tokenizer tokenizer;
    private final StudentTask task;
    private final LabelScorer scorer;
    private final LabelConstraint labels;

    /**
     * A student over a model.
     *
     * @param model its weights
     * @param tokenizer its vocabulary, which the model's embedding has room for
     * @param task what it reads and writes
     */
    public T5Student(T5Model model, T5Tokenizer tokenizer, StudentTask task) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.task = task;
        int[][] labels = tokenizer.encodeAllWithoutEos(task.labelTexts());
        this.scorer = new LabelScorer(labels);
        this.labels = new LabelConstraint(List.of(labels));
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

    @Override
    public void predict(
            Iterator<String> sources, PredictionConfig config, Consumer<StudentAnswer> answers, Progress progress) {
        List<String> window = new ArrayList<>();
        while (sources.hasNext()) {
            window.add(sources.next());
            if (window.size() == WINDOW * config.batchSize() || !sources.hasNext()) {
                answerAll(window, config, progress).forEach(answers);
                window.clear();
            }
        }
    }

    private List<StudentAnswer> answerAll(List<String> sources, PredictionConfig config, Progress progress) {
        int[][] ids = tokenizer.encodeAll(sources);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = T5Tokenizer.truncate(ids[i], config.maxSourceTokens());
        }
        Integer[] order = new Integer[ids.length];
        Arrays.setAll(order, i -> i);
        // longest first: what does not fit into memory fails at once
        Arrays.sort(order, Comparator.comparingInt((Integer i) -> -ids[i].length));
        StudentAnswer[] answers = new StudentAnswer[ids.length];
        for (int from = 0; from < order.length; from += config.batchSize()) {
            if (Thread.interrupted()) {
                throw new ScholiumException(
                        ExitCode.INTERRUPTED, "predicting was stopped; run the same command again to go on");
            }
            Integer[] rows = Arrays.copyOfRange(order, from, Math.min(from + config.batchSize(), order.length));
            int[][] batch = Arrays.stream(rows).map(row -> ids[row]).toArray(int[][]::new);
            List<StudentAnswer> batchAnswers = answerBatch(batch, config);
            for (int i = 0; i < rows.length; i++) {
                answers[rows[i]] = batchAnswers.get(i);
            }
            progress.advance(rows.length);
        }
        return Arrays.asList(answers);
    }

    private List<StudentAnswer> answerBatch(int[][] batch, PredictionConfig config) {
        try (EncodedSources encoded = model.encode(batch)) {
            double[][] probabilities = scorer.probabilities(encoded);
            List<Generated> generated = generate(batch, encoded, config);
            List<int[]> ids = generated.stream()
                    .map(row -> row.ids().stream().mapToInt(Integer::intValue).toArray())
                    .toList();
            List<String> outputs = tokenizer.decodeAll(ids);
            List<StudentAnswer> answers = new ArrayList<>(batch.length);
            for (int i = 0; i < batch.length; i++) {
                answers.add(answer(
                        probabilities[i], outputs.get(i), generated.get(i).cutOff()));
            }
            return answers;
        } catch (RuntimeException | OutOfMemoryError e) {
            Throwable explained = OutOfMemory.explained(e, "predicting " + batch.length + " rows");
            if (explained instanceof ScholiumException line) {
                throw line;
            }
            throw e;
        }
    }

    private List<Generated> generate(int[][] batch, EncodedSources encoded, PredictionConfig config) {
        LabelConstraint constraint = config.labelsOnlyFirst() ? labels : LabelConstraint.NONE;
        if (config.decoding() instanceof Decoding.Beam beam) {
            return new BeamDecoder(model, beam.beams(), beam.lengthPenalty(), constraint)
                    .decode(encoded, config.maxNewTokens());
        }
        TokenDecoder decoder = config.decoding() instanceof Decoding.Sampling sampling
                ? TokenDecoder.sampling(model, constraint, sampling, seeds(batch, sampling.seed()))
                : TokenDecoder.greedy(model, constraint);
        return decoder.decode(encoded, config.maxNewTokens());
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
        model.close();
        tokenizer.close();
    }
}
