package dev.scholium.web.batch;

import java.util.List;
import java.util.function.Supplier;

/** Hears of an answer before it is whole, on a thread that computes and waits for it: it must not block. */
public interface QuestionListener {

    /** Hears nothing. */
    QuestionListener NONE = new QuestionListener() {};

    /**
     * Is told the label as soon as it is known.
     *
     * @param labelProbabilities one a label in the task's order, summing to 1
     * @param scoredLabel name of the most probable label
     */
    default void labelled(List<Double> labelProbabilities, String scoredLabel) {}

    /**
     * Is told that more was written.
     *
     * @param output what stands written and will not change; to be asked for before this returns, or not at all
     */
    default void written(Supplier<String> output) {}
}
