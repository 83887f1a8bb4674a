package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.student.PredictionPrecision;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.predict.TaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Our side of {@link PredictionSpeed}: a student answers all rows of a file, some of them once before to warm up, in a
 * process of its own. Tokens are made of the texts within the measured time.
 */
public final class StudentPrediction {

    private static final int MAX_SOURCE = 600;
    private static final int WARMUP_BATCHES = 2;

    private StudentPrediction() {}

    /**
     * Predicts, writes one {@code {"row": number from 0, "text": output}} a line and prints one line of JSON.
     *
     * @param arguments file of rows, the student's folder, tokens that it may write (0: labels alone), rows of a batch,
     *     file of the outputs, precision
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        List<String> sources = TextRow.read(Path.of(arguments[0])).stream()
                .map(TextRow::source)
                .toList();
        Path folder = Path.of(arguments[1]);
        int batch = Integer.parseInt(arguments[3]);
        PredictionConfig config = new PredictionConfig(Integer.parseInt(arguments[2]), MAX_SOURCE, batch);
        List<String> outputs = new ArrayList<>();
        double seconds;
        PredictionPrecision precision = PredictionPrecision.of(arguments[5]);
        try (Student student = new T5Engine().open(folder, TaskFile.read(folder).orElseThrow(), precision)) {
            predict(student, sources.subList(0, Math.min(WARMUP_BATCHES * batch, sources.size())), config);
            long begin = System.nanoTime();
            predict(student, sources, config).forEach(answer -> outputs.add(answer.output()));
            seconds = (System.nanoTime() - begin) * 1e-9;
        }
        Files.write(
                Path.of(arguments[4]),
                IntStream.range(0, outputs.size())
                        .mapToObj(row -> Json.line(Map.of("row", row, "text", outputs.get(row))))
                        .toList());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("examples_per_second", Figures.rounded(outputs.size() / seconds));
        System.out.println(Json.line(line));
    }

    private static List<StudentAnswer> predict(Student student, List<String> sources, PredictionConfig config) {
        List<StudentAnswer> answers = new ArrayList<>();
        student.predict(sources.iterator(), config, answers::add, Progress.none());
        return answers;
    }
}
