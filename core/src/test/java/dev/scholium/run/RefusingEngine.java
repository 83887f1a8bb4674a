package dev.scholium.run;

import dev.scholium.data.TokenCounter;
import dev.scholium.progress.Progress;
import dev.scholium.student.Student;
import dev.scholium.student.StudentEngine;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import java.nio.file.Path;
import java.util.Optional;

/** Refuses all that a test does not have done by its own methods. */
interface RefusingEngine extends StudentEngine {

    private static IllegalStateException refusal() {
        return new IllegalStateException("no student is trained here");
    }

    @Override
    default TrainingOutcome train(TrainingJob job, Progress progress) {
        throw refusal();
    }

    @Override
    default void makeVocabulary(Iterable<String> texts, int size, Path folder) {
        throw refusal();
    }

    @Override
    default Student open(Path folder, StudentTask task) {
        throw refusal();
    }

    @Override
    default Optional<StudentTask> task(Path folder) {
        throw refusal();
    }

    @Override
    default int newTokens(Path folder) {
        throw refusal();
    }

    @Override
    default TokenCounter tokenCounter(Path tokenizer) {
        throw refusal();
    }
}
