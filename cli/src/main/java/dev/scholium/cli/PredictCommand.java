package dev.scholium.cli;

import dev.scholium.data.FieldRows;
import dev.scholium.data.FieldRows.FieldRow;
import dev.scholium.data.RowProblem;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.predict.TaskFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a trained student label and explain rows. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a trained student label and explain the rows of a file; the rows need no label.",
            "Writes one JSON object a line: line, uid, label (null when malformed), label_scored, scores, rationale.",
            "Rows are read, answered and written some at a time, in order: memory does not grow with their number.",
            "Rows without a text are reported, left out, and end the command with exit code 1."
        },
        footer = {
            "",
            "Examples:",
            "  gzip -dc rows.gz | scholium predict STUDENT - > answers.jsonl",
            "  scholium predict runs/quickstart/trials/reasoning-seed1/student rows.jsonl"
        })
final class PredictCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "STUDENT", description = "A trial's student folder.")
    private Path studentFolder = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Rows: .jsonl, .csv, .tsv or .parquet; - reads JSONL from standard input.")
    private Path file = Path.of("");

    @Option(
            names = "--column",
            paramLabel = "FIELD=COLUMN",
            description = "The column that holds a field: --column premise=context. May be repeated.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where predictions go; standard output if not given.")
    private @Nullable Path output;

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "How long the student may write: as long as 99 %% of its training targets if not given, 0 for"
                    + " labels alone, told by their scores without writing.")
    private @Nullable Integer maxNewTokens;

    @Option(
            names = "--max-source-tokens",
            paramLabel = "N",
            description = "Sources are cut to so many tokens (${DEFAULT-VALUE}).")
    private int maxSourceTokens = 600;

    @Option(names = "--batch-size", paramLabel = "N", description = "Rows at once (${DEFAULT-VALUE}).")
    private int batchSize = 32;

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    @Mixin
    private DecodingOptions decoding;

    @Mixin
    private DeviceOption device = new DeviceOption();

    private long badRows;
    private long cutOff;

    @Override
    public Integer call() {
        StudentTask task = TaskFile.require(studentFolder);
        PredictionConfig config = config();
        try (Student student = device.engine().open(studentFolder, task, precision.precision())) {
            if (output == null) {
                PipedLines out = new PipedLines(spec.commandLine().getOut());
                predict(task, student, config, out);
                out.flush();
            } else {
                AtomicFile.write(output, temporary -> {
                    try (BufferedWriter lines = Files.newBufferedWriter(temporary)) {
                        predict(task, student, config, line -> writeLine(lines, line));
                    } catch (UncheckedIOException e) {
                        throw e.getCause();
                    }
                });
            }
        }
        return badRows == 0 ? ExitCode.DONE.status() : ExitCode.FAILED.status();
    }

    private PredictionConfig config() {
        int newTokens = maxNewTokens == null ? TaskFile.newTokens(studentFolder) : maxNewTokens;
        try {
            return new PredictionConfig(
                    newTokens, maxSourceTokens, batchSize, decoding.decoding(), decoding.labelsOnlyFirst());
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "--max-new-tokens must be at least 0, --max-source-tokens and --batch-size at least 1, but are "
                            + newTokens + ", " + maxSourceTokens + " and " + batchSize,
                    e);
        }
    }

    private void predict(StudentTask task, Student student, PredictionConfig config, Consumer<String> lines) {
        Deque<FieldRow> asked = new ArrayDeque<>();
        ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr());
        progress.begin("predicting", 0, "rows");
        try (FieldRows rows = rows(task, problem -> {
            badRows++;
            progress.say(problem.toString());
        })) {
            Iterator<String> sources = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public String next() {
                    FieldRow row = rows.next();
                    asked.addLast(row);
                    return task.source(row.fields());
                }
            };
            student.predict(
                    sources,
                    config,
                    answer -> {
                        cutOff += answer.cutOff() ? 1 : 0;
                        lines.accept(line(task, asked.removeFirst(), answer));
                    },
                    progress);
        }
        progress.end();
        if (cutOff > 0) {
            progress.say(cutOff + " outputs were cut off at " + config.maxNewTokens()
                    + " tokens (\"cut_off\": true); --max-new-tokens allows more");
        }
    }

    private FieldRows rows(StudentTask task, Consumer<RowProblem> badRow) {
        return file.toString().equals("-")
                ? FieldRows.read("standard input", System.in, task.fields(), columns, badRow)
                : FieldRows.open(file, task.fields(), columns, badRow);
    }

    private static String line(StudentTask task, FieldRow row, StudentAnswer answer) {
        StudentTask.Output parsed = task.parse(answer.output());
        Map<String, Object> scores = new LinkedHashMap<>();
        for (int i = 0; i < task.labels().size(); i++) {
            scores.put(task.labels().names().get(i), answer.labelProbabilities().get(i));
        }
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("line", row.line());
        if (!row.uid().isEmpty()) {
            line.put("uid", row.uid());
        }
        line.put("label", parsed.label().orElse(null));
        line.put("label_scored", answer.scoredLabel());
        line.put("scores", scores);
        line.put("rationale", parsed.label().isPresent() ? parsed.rationale() : "");
        line.put("cut_off", answer.cutOff());
        return Json.line(line);
    }

    private static void writeLine(BufferedWriter lines, String line) {
        try {
            lines.write(line);
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
