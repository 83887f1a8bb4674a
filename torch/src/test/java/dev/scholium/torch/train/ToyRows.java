package dev.scholium.torch.train;

import dev.scholium.student.LoraConfig;
import dev.scholium.student.LossBoundary;
import dev.scholium.student.OptimizerKind;
import dev.scholium.student.ScheduleKind;
import dev.scholium.student.SplitRatio;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingPrecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A task that a tiny student learns in seconds: the label follows from one word of the source. */
public final class ToyRows {

    private static final String[] ANIMALS = {"fox", "dog", "cat", "owl", "hen"};
    private static final String[] WORDS = {"surely", "maybe", "never"};

    private ToyRows() {}

    public static List<StudentExample> rows(int count, boolean rationales) {
        StudentTask task = StudentTask.nli();
        List<StudentExample> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String animal = ANIMALS[(i / 3) % ANIMALS.length];
            String label = task.labels().names().get(i % 3);
            String source = "Premise: the " + animal + " will " + WORDS[i % 3] + " run" + " far".repeat(i % 4);
            String rationale = rationales ? "the " + animal + " does so " + WORDS[i % 3] : "";
            rows.add(new StudentExample("row-" + i, source, label, rationale));
        }
        return rows;
    }

    public static StudentSpec tiny() {
        return new StudentSpec(
                "",
                "tiny",
                Map.of("d_model", 16, "d_kv", 8, "d_ff", 32, "num_heads", 2, "num_layers", 1, "num_decoder_layers", 1),
                "",
                240);
    }

    public static TrainingConfig config(double epochs, double learningRate, long seed) {
        return new TrainingConfig(
                TargetLayout.LABEL_FIRST,
                new SplitRatio(0.5, 0.5),
                LossBoundary.LABEL_SPAN,
                epochs,
                6,
                0,
                2,
                learningRate,
                ScheduleKind.LINEAR,
                4,
                OptimizerKind.ADAMW,
                0.01,
                1.0,
                0.1,
                0,
                TrainingPrecision.FLOAT32,
                false,
                List.of(),
                LoraConfig.none(),
                1,
                32,
                24,
                TrainingConfig.Padding.GROUPED,
                4,
                0,
                2,
                seed);
    }

    public static TrainingJob job(Path folder, double epochs, double learningRate) {
        return new TrainingJob(
                StudentTask.nli(), tiny(), config(epochs, learningRate, 7), rows(45, true), rows(15, false), folder);
    }
}
