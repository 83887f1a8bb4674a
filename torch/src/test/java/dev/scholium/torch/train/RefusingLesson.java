package dev.scholium.torch.train;

import dev.scholium.torch.t5.T5Model;
import java.nio.file.Path;
import java.util.List;

/** Refuses all that a test does not have done by its own methods. */
interface RefusingLesson extends Lesson {

    private static IllegalStateException refusal() {
        return new IllegalStateException("nothing is taught here");
    }

    @Override
    default String title() {
        throw refusal();
    }

    @Override
    default long batchesPerEpoch() {
        throw refusal();
    }

    @Override
    default List<List<EncodedExample>> epoch(long epoch) {
        throw refusal();
    }

    @Override
    default Evaluation evaluate(T5Model model) {
        throw refusal();
    }

    @Override
    default void saveBeside(Path folder) {
        throw refusal();
    }

    @Override
    default Measure measure(double score) {
        throw refusal();
    }
}
