package dev.scholium.cli;

import dev.scholium.evaluate.TextMetric;
import dev.scholium.evaluate.TextScorer;
import dev.scholium.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores written texts against references: a run's rationales, or any texts in JSONL. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Scores rationales, or any texts, against one or more references.",
            "BLEU, chrF, chrF++ and TER as sacreBLEU computes them, ROUGE-L as rouge-score does, and NLTK's sentence BLEU, "
                    + "the paper's; each with the signature that makes it comparable."
        },
        footer = {
            "",
            "Examples:",
            "  scholium score runs/quickstart/predictions/reasoning-seed1-test.jsonl",
            "  scholium score rows.jsonl --hypothesis text --reference person_1,person_2",
            "  scholium score rows.jsonl --metric bleu --tokenize intl --lowercase"
        })
final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "One JSON object a line; a file of predictions, for example.")
    private Path file;

    @Option(
            names = "--hypothesis",
            paramLabel = "KEY",
            defaultValue = "rationale",
            description = "The key of the text that is scored (${DEFAULT-VALUE}).")
    private String hypothesis;

    @Option(
            names = "--reference",
            paramLabel = "KEY",
            split = ",",
            defaultValue = "reference_rationales",
            description = "The keys of its references (${DEFAULT-VALUE}).")
    private List<String> references;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "bleu,chrf,chrf++,ter,rouge-l,nltk-bleu",
            converter = Metric.class,
            description = "Which scores (${DEFAULT-VALUE}).")
    private List<TextMetric> metrics;

    @Mixin
    private BleuOptions bleu;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        TextScorer.TextScores scores = new TextScorer(hypothesis, references, metrics, bleu.settings()).score(file);
        format.print(spec.commandLine().getOut(), scores, out -> {
            out.println(scores.rows() + " rows, " + scores.withoutReference() + " left out without a reference");
            scores.scores()
                    .forEach((metric, score) -> out.println(
                            String.format(Locale.ROOT, "%-10s %9.4f  %s", metric, score.score(), score.signature())));
        });
        return ExitCode.DONE.status();
    }

    private static final class Metric extends WordConverter<TextMetric> {
        Metric() {
            super(TextMetric.values());
        }
    }
}
