package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.predict.TaskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The bare model's times: a student that answers one row after another, without a server, in a process of its own. */
public final class ServedAlone {

    private static final int WARMUP = 20;

    private ServedAlone() {}

    /**
     * Predicts and prints one line of JSON with {@code p50} and {@code p99} in milliseconds.
     *
     * @param arguments file of rows, the student's folder, tokens that it may write (0: labels alone), number of rows
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        List<TextRow> rows = TextRow.read(Path.of(arguments[0]));
        List<TextRow> asked = rows.subList(0, Math.min(rows.size(), Integer.parseInt(arguments[3])));
        Path folder = Path.of(arguments[1]);
        PredictionConfig config = new PredictionConfig(Integer.parseInt(arguments[2]), 600, 32);
        double[] milliseconds = new double[asked.size()];
        try (Student student = new T5Engine().open(folder, TaskFile.read(folder).orElseThrow())) {
            for (int i = -WARMUP; i < asked.size(); i++) {
                long begin = System.nanoTime();
                student.predict(
                        List.of(asked.get(Math.floorMod(i, asked.size())).source())
                                .iterator(),
                        config,
                        answer -> {},
                        Progress.none());
                if (i >= 0) {
                    milliseconds[i] = (System.nanoTime() - begin) * 1e-6;
                }
            }
        }
        System.out.println(Json.line(Map.of(
                "p50", ServedLoad.percentile(milliseconds, 50), "p99", ServedLoad.percentile(milliseconds, 99))));
    }
}
