package dev.scholium.benchmarks;

import dev.scholium.doctor.CpuFeatures;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a T5-small is trained and predicts, beside Hugging Face's transformers and CTranslate2 on the same rows. */
@Command(
        name = "benchmarks/run student",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a T5-small and lets it predict, in turns with Hugging Face's transformers and CTranslate2.",
            "Ends with one line of JSON: ratios (above 1: Scholium is faster) with their spread, and what they are of."
        })
public final class StudentBenchmark implements Callable<Integer> {

    private static final int STEPS = 60; // of 62 that an epoch has
    private static final int QUICK_STEPS = 4;

    @Option(names = "--quick", description = "Less of everything: under ten minutes on two idle cores.")
    private boolean quick;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Counted training steps (60, nearly all rows on both sides; quick: 4).")
    private @Nullable Integer steps;

    @Option(names = "--rounds", paramLabel = "N", description = "How often the sides take turns (2; quick: 1).")
    private @Nullable Integer rounds;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each side (${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows whose labels are predicted; half as many get a rationale (512; quick: 128).")
    private @Nullable Integer rows;

    @Option(
            names = "--student",
            paramLabel = "DIR",
            description = "A student of T5's vocabulary that predicts; one is trained here if not given.")
    private @Nullable Path student;

    private StudentBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StudentBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.make("student")) {
            System.out.println(Json.line(measure(folder.path())));
        }
        return 0;
    }

    private Map<String, @Nullable Object> measure(Path folder) throws IOException, InterruptedException {
        Sides sides = Sides.ofEnvironment(threads);
        sides.makeRows(folder);
        TrainingSpeed training = new TrainingSpeed(
                sides,
                folder.resolve("long.jsonl"),
                choice(steps, STEPS, QUICK_STEPS),
                quick ? 4 : StudentTraining.BATCH);
        PredictionSpeed prediction = new PredictionSpeed(
                sides,
                student == null ? made(sides, folder) : student,
                first(folder, "label.jsonl", choice(rows, 512, 128)),
                first(folder, "short.jsonl", Math.max(1, choice(rows, 512, 128) / 2)),
                folder);
        Figures figures = new Figures();
        CpuFeatures cpu = CpuFeatures.current();
        for (int round = 0; round < choice(rounds, 2, 1); round++) {
            training.measure(figures);
            if (cpu.hasBfloat16()) {
                training.measureBfloat16(figures);
            }
            prediction.measure(figures);
        }
        training.measurePaper(figures);
        if (!quick) {
            new StudentGrowth(Sides.data().resolve("esnli/valid.jsonl"), folder, sides).measure(figures);
        }
        return summary(figures, cpu);
    }

    private Path made(Sides sides, Path folder) throws IOException, InterruptedException {
        Path made = folder.resolve("student");
        sides.ours(StudentMaking.class, folder.resolve("long.jsonl"), sides.tokenizer(), quick ? 60 : 200, made);
        return made;
    }

    /** The first rows of a file, in a file of their own. */
    private static Path first(Path folder, String name, int count) throws IOException {
        List<TextRow> all = TextRow.read(folder.resolve(name));
        Path file = folder.resolve("first-" + name);
        TextRow.write(file, all.subList(0, Math.min(count, all.size())));
        return file;
    }

    private int choice(@Nullable Integer given, int whole, int quickly) {
        return given != null ? given : quick ? quickly : whole;
    }

    private Map<String, @Nullable Object> summary(Figures figures, CpuFeatures cpu) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("benchmark", "student");
        TrainingSpeed.putRatios(figures, summary);
        if (cpu.hasBfloat16()) {
            figures.putRatio(
                    summary,
                    "train_bf16_vs_hf_bf16",
                    "train_bf16_examples_per_second",
                    "train_hf_bf16_examples_per_second");
        } else {
            summary.put("train_bf16_vs_hf_bf16", null);
            summary.put("train_bf16_reason", "the processor has neither AVX512-BF16 nor AMX-BF16");
        }
        PredictionSpeed.putRatios(figures, summary);
        if (!quick) {
            StudentGrowth.putRatios(figures, summary);
        }
        figures.putAll(summary);
        summary.put("steps", choice(steps, STEPS, QUICK_STEPS));
        summary.put("rows", choice(rows, 512, 128));
        summary.put("threads", threads);
        summary.put("vectors", cpu.names());
        summary.put("java", System.getProperty("java.version", ""));
        return summary;
    }
}
