package dev.scholium.cli;

import dev.scholium.analyze.Analysis;
import dev.scholium.analyze.RunAnalysis;
import dev.scholium.failure.ExitCode;
import dev.scholium.report.ReportWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks closely at a run's rationales. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Looks closely at a run's rationales: length, readability, variety, overlap with the row, new words and names, "
                    + "label words, by gold label; how alike two writers are; and what goes with a student that is right.",
            "Writes analysis.json, analysis.html and analysis.md into the run folder."
        },
        footer = {"", "Example:", "  scholium analyze runs/my"})
final class AnalyzeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of a run or a sweep.")
    private Path folder;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        Analysis analysis = RunAnalysis.of(folder);
        Path page = new ReportWriter().writeAnalysis(folder, analysis);
        format.print(spec.commandLine().getOut(), analysis, out -> {
            print(out, analysis);
            out.println();
            out.println("Page: " + page.toAbsolutePath());
        });
        return ExitCode.DONE.status();
    }

    private static void print(PrintWriter out, Analysis analysis) {
        for (Analysis.Group group : analysis.groups()) {
            out.println(group.writer() + ", " + group.split() + ": " + group.rows() + " rationales");
            group.properties()
                    .forEach((name, spread) -> out.printf(
                            Locale.ROOT,
                            "  %-24s mean %9.3f  sd %9.3f  median %9.3f%n",
                            name.replace('_', ' '),
                            spread.all().mean(),
                            spread.all().sd(),
                            spread.all().median()));
        }
        analysis.similarities()
                .forEach(pair -> out.printf(
                        Locale.ROOT,
                        "%s and %s, %s, %d rows: ROUGE-L %.1f (by chance %.1f), shared words %.1f %% (by chance %.1f %%)%n",
                        pair.a(),
                        pair.b(),
                        pair.split(),
                        pair.rows(),
                        pair.rougeL(),
                        pair.rougeLByChance(),
                        100 * pair.sharedWords(),
                        100 * pair.sharedWordsByChance()));
        for (Analysis.Relation relation : analysis.relations()) {
            out.printf(
                    Locale.ROOT,
                    "%s on %d rows of %s (%.1f %% right), rationales by %s:%n",
                    relation.system(),
                    relation.rows(),
                    relation.split(),
                    100 * relation.accuracy(),
                    relation.writer());
            relation.terms()
                    .forEach(term -> out.printf(
                            Locale.ROOT,
                            "  %-24s right: rho %+.3f %s, p = %.3g; confidence: rho %+.3f, p = %.3g (Holm)%n",
                            term.property().replace('_', ' '),
                            term.correctRho(),
                            term.correctCi().signedText(1, 3),
                            term.correctPHolm(),
                            term.confidenceRho(),
                            term.confidencePHolm()));
        }
        analysis.warnings().forEach(warning -> out.println("! " + warning));
    }
}
