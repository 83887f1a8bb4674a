package dev.scholium.benchmarks;

import dev.scholium.student.StudentTask;
import dev.scholium.student.TrainingPrecision;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the student of {@link PredictionSpeed}: a fresh T5-small that has learnt in some steps to write a label and a
 * rationale of some 80 tokens, so that all sides have the same to write. It is not a good student.
 */
public final class StudentMaking {

    private static final int BATCH = 8;
    private static final int MAX_SOURCE = 24;
    private static final int MAX_TARGET = 80; // all targets are as long or nearly so, which is how long it then writes
    private static final double LEARNING_RATE = 1e-3;
    private static final int WARMUP = 10;

    private StudentMaking() {}

    /**
     * Trains and writes the student.
     *
     * @param arguments file of rows, folder of the tokenizer, steps, the student's folder
     * @throws IOException if the rows cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[3]);
        int count = Integer.parseInt(arguments[2]);
        try (T5Tokenizer tokenizer = T5Tokenizer.open(Path.of(arguments[1]));
                T5Model model = T5Model.fresh(T5Sizes.of("t5-small", 32128, Map.of()), 0);
                TrainingSteps steps = new TrainingSteps(
                        model,
                        TrainingSteps.rows(Path.of(arguments[0]), tokenizer, MAX_SOURCE, MAX_TARGET),
                        BATCH,
                        TrainingPrecision.FLOAT32)) {
            for (int i = 0; i < count; i++) {
                steps.step(i, LEARNING_RATE * Math.min(1, (i + 1.0) / WARMUP));
            }
            tokenizer.saveTo(folder);
            TaskFile.write(folder, StudentTask.nli(), PredictionSpeed.RATIONALE_TOKENS);
            model.save(folder);
        }
    }
}
