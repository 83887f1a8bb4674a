package dev.scholium.student;

import dev.scholium.progress.Progress;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A trained student. Safe for one thread at a time. */
public interface Student extends AutoCloseable {

    /**
     * Predicts labels and, if wished, rationales.
     *
     * <p>Sources are taken some at a time and batched by length; answers come in the order of the sources.
     *
     * @param sources what the student reads, one text a row
     * @param config how long it may write and in what batches
     * @param answers is given one answer a source, in order
     * @param progress is told of every row
     */
    default void predict(
            Iterator<String> sources, PredictionConfig config, Consumer<StudentAnswer> answers, Progress progress) {
        predict(sources, config, RowListener.NONE, answers, progress);
    }

    /**
     * Predicts in the same way, and tells of rows before their answers are whole.
     *
     * @param sources what the student reads, one text a row
     * @param config how long it may write and in what batches
     * @param listener hears of rows, and says which are not waited for any more
     * @param answers is given one answer a source, in order
     * @param progress is told of every row
     */
    void predict(
            Iterator<String> sources,
            PredictionConfig config,
            RowListener listener,
            Consumer<StudentAnswer> answers,
            Progress progress);

    /**
     * Tells how a student that writes its rationale first spreads its belief over the labels behind other rationales
     * than its own, as if it had written them. Nothing is generated.
     *
     * @param sources what the student reads, one text a row
     * @param rationales what stands before the label, one text a row; an empty one leaves nothing but the label
     *     separator
     * @param config how long sources may be and in what batches
     * @param progress is told of every row
     * @return for every row one probability a label, in the task's order, summing to 1
     * @throws IllegalArgumentException if there is not one rationale a source
     * @throws dev.scholium.failure.ScholiumException if the student's layout is not {@code rationale-first}: no other
     *     reads a rationale before it writes the label
     */
    List<List<Double>> labelsAfter(
            List<String> sources, List<String> rationales, PredictionConfig config, Progress progress);

    @Override
    void close();

    /**
     * How a student predicts.
     *
     * @param maxNewTokens how many tokens it may write; outputs cut off there are marked; 0 for labels alone, which the
     *     students that write them first tell by their scores, without writing
     * @param maxSourceTokens sources are cut to so many tokens
     * @param batchSize rows at once, at least 1
     * @param decoding how it chooses what it writes
     * @param labelsOnlyFirst whether an output can begin with nothing but a label of the task
     */
    record PredictionConfig(
            int maxNewTokens, int maxSourceTokens, int batchSize, Decoding decoding, boolean labelsOnlyFirst) {

        /**
         * The most probable token at every step, without any constraint.
         *
         * @param maxNewTokens how many tokens it may write; 0 for labels alone
         * @param maxSourceTokens sources are cut to so many tokens
         * @param batchSize rows at once, at least 1
         */
        public PredictionConfig(int maxNewTokens, int maxSourceTokens, int batchSize) {
            this(maxNewTokens, maxSourceTokens, batchSize, new Decoding.Greedy(), false);
        }

        /**
         * The same with another length.
         *
         * @param tokens how many tokens the student may write; 0 for labels alone
         * @return a changed copy
         */
        public PredictionConfig withMaxNewTokens(int tokens) {
            return new PredictionConfig(tokens, maxSourceTokens, batchSize, decoding, labelsOnlyFirst);
        }

        /** {@return the same, but an output can begin with anything} */
        public PredictionConfig withoutConstraint() {
            return new PredictionConfig(maxNewTokens, maxSourceTokens, batchSize, decoding, false);
        }

        /** {@return whether nothing is written, and labels are told by their scores} */
        public boolean isLabelsAlone() {
            return maxNewTokens == 0;
        }

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is below its least
         */
        public PredictionConfig {
            if (maxNewTokens < 0 || maxSourceTokens < 1 || batchSize < 1) {
                throw new IllegalArgumentException(
                        "max_new_tokens must be at least 0, max_source_tokens and batch_size at least 1");
            }
        }
    }

    /**
     * What a student answers for one row.
     *
     * @param labelProbabilities one a label in the task's order, summing to 1: the labels' scores under the model,
     *     normalised over the closed set
     * @param scoredLabel name of the label with the highest score; never malformed
     * @param output the generated text, special tokens left out; the scored label's text when labels alone were asked
     *     for
     * @param cutOff whether the output stopped at {@code maxNewTokens} rather than at {@code </s>}
     */
    record StudentAnswer(List<Double> labelProbabilities, String scoredLabel, String output, boolean cutOff) {

        /** Copies. */
        public StudentAnswer {
            labelProbabilities = List.copyOf(labelProbabilities);
        }
    }
}
