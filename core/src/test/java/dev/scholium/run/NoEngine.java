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

/** For runs that end before any student is trained. */
final class NoEngine implements StudentEngine {

    @Override
    public TrainingOutcome train(TrainingJob job, Progress progress) {
        throw new IllegalStateException("no student is trained here");
    }

    @Override
    public void makeVocabulary(Iterable<String> texts, int size, Path folder) {
        throw new IllegalStateException("no student is trained here");
    }

    @Override
    public Student open(Path folder, StudentTask task) {
        throw new IllegalStateException("no student is trained here");
    }

    @Override
    public Optional<StudentTask> task(Path folder) {
        throw new IllegalStateException("no student is trained here");
    }

    @Override
    public TokenCounter tokenCounter(Path tokenizer) {
        throw new IllegalStateException("no student is trained here");
    }
}
