package dev.scholium.cli;

import dev.scholium.data.DataInspection;
import dev.scholium.data.DataInspector;
import dev.scholium.data.DataSource;
import dev.scholium.data.Example;
import dev.scholium.file.Json;
import dev.scholium.student.StudentTask;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code scholium data inspect}: what files hold, before anything is spent on them. */
@Command(
        name = "inspect",
        description = "Show rows, labels, lengths, duplicates, overlap between files, and five examples.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  scholium data inspect --tokenizer t5-small/ train.jsonl dev.jsonl test.jsonl")
final class DataInspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataSourceOptions sources;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Data files of one task: .jsonl, .csv, .tsv, .txt or .parquet, also with .gz.")
    private List<Path> files;

    @Option(
            names = "--tokenizer",
            paramLabel = "PATH",
            description = "The student's model folder, tokenizer.json or spiece.model; without it, words are counted.")
    private @Nullable Path tokenizer;

    @Option(
            names = "--max-source-tokens",
            paramLabel = "N",
            defaultValue = "600",
            description = "Tokens that the student reads (${DEFAULT-VALUE}).")
    private int maxSourceTokens;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws the examples (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--redact",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Count private texts: email, phone, url, iban, card, ip, ssn (as teacher.redact in a recipe).")
    private List<String> redact = List.of();

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        List<DataSource> given = files.stream().map(sources::source).toList();
        // the paper's source text where the task is the paper's; otherwise the fields alone
        Function<Example, String> text = given.get(0).fields().equals(DataSource.NLI_FIELDS)
                ? StudentTask.nli()::source
                : example -> String.join(" ", example.fields().values());
        DataInspector inspector = tokenizer == null
                ? DataInspector.byWords(text, maxSourceTokens, seed)
                : DataInspector.byTokens(text, TokenCounters.open(tokenizer), maxSourceTokens, seed);
        DataInspection inspection = inspector.inspect(given);
        Map<String, Map<String, Long>> privateTexts = redact.isEmpty() ? Map.of() : PrivateTexts.count(given, redact);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                format.format() == OutputFormat.json ? json(inspection, privateTexts) : text(inspection, privateTexts));
        out.flush();
        return 0;
    }

    private static String json(DataInspection inspection, Map<String, Map<String, Long>> privateTexts) {
        ObjectNode page = Json.mapper().valueToTree(inspection);
        if (!privateTexts.isEmpty()) {
            page.set("private_texts", Json.mapper().valueToTree(privateTexts));
        }
        return Json.page(page);
    }

    private static String text(DataInspection inspection, Map<String, Map<String, Long>> privateTexts) {
        String text = InspectionText.of(inspection);
        return privateTexts.isEmpty() ? text : text + "\n" + PrivateTexts.text(privateTexts);
    }
}
