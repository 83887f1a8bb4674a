package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.TrainingConfig;
import dev.scholium.torch.corrupt.SpanCorruption;
import dev.scholium.torch.train.PretrainingJob;
import dev.scholium.torch.train.PretrainingOutcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pre-trains a T5 by span corruption of plain text. */
@Command(
        name = "pretrain",
        mixinStandardHelpOptions = true,
        description = {
            "Pre-trains a T5 on plain text by span corruption, as T5 itself was: fits a model to a domain, or makes one"
                    + " from nothing.",
            "OUT/student is a model folder: name it as student.model in a recipe. A stopped pre-training goes on with"
                    + " the same command."
        },
        footer = {
            "",
            "Examples:",
            "  scholium pretrain notes.txt --output runs/domain --model google-t5/t5-small",
            "  scholium pretrain train.jsonl --column premise --output own --size mini"
        })
final class PretrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "UTF-8 text, one document a line; with --column: .jsonl, .csv, .tsv or .parquet.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--output", paramLabel = "OUT", required = true, description = "Where everything goes.")
    private Path output = Path.of("");

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "A column of data files whose texts are documents. May be repeated.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--model", paramLabel = "MODEL", description = "Go on from a model folder, or a name in the cache.")
    private String model = "";

    @Option(names = "--size", paramLabel = "SIZE", description = "Begin with random weights: tiny, mini, t5-small, ...")
    private String size = "";

    @Option(
            names = "--shape",
            paramLabel = "KEY=N",
            description = "With --size: a dimension that differs, named as in config.json. May be repeated.")
    private Map<String, Integer> shape = new LinkedHashMap<>();

    @Option(
            names = "--tokenizer",
            paramLabel = "PATH",
            description = "With --size: tokenizer.json or spiece.model; made from the text if not given.")
    private String tokenizer = "";

    @Option(
            names = "--vocabulary-size",
            paramLabel = "N",
            description = "Tokens of a vocabulary made from the text, at most (${DEFAULT-VALUE}).")
    private int vocabularySize = 8000;

    @Option(
            names = "--noise-density",
            paramLabel = "SHARE",
            description = "Share of the tokens that are taken out (${DEFAULT-VALUE}).")
    private double noiseDensity = SpanCorruption.T5.noiseDensity();

    @Option(
            names = "--mean-span",
            paramLabel = "N",
            description = "Mean length of what is taken out at once, in tokens (${DEFAULT-VALUE}).")
    private double meanSpan = SpanCorruption.T5.meanSpanLength();

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            description = "Share of the documents that judge and are not learnt (${DEFAULT-VALUE}).")
    private double heldOut = 0.01;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for a key of a recipe's training: --set epochs=2. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr());
        PretrainingOutcome outcome = device.engine().pretrain(job(progress), progress);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %,d parameters, held-out loss %.3f after step %d of %d; name it as student.model in a recipe%n",
                outcome.student(),
                outcome.parameters(),
                outcome.heldOutLoss(),
                outcome.bestStep(),
                outcome.steps());
        out.flush();
        return ExitCode.DONE.status();
    }

    private PretrainingJob job(ConsoleProgress progress) {
        List<String> training = new ArrayList<>(List.of("max_source_tokens=512")); // T5's
        training.addAll(settings);
        TrainingConfig config =
                new RecipeReader(System.getenv()).readTraining(training).withSeed(seed);
        try {
            return new PretrainingJob(
                    new StudentSpec(model, size, new LinkedHashMap<String, Number>(shape), tokenizer, vocabularySize),
                    config,
                    new SpanCorruption(noiseDensity, meanSpan),
                    new TextFiles(columns, progress).read(files),
                    heldOut,
                    output);
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
