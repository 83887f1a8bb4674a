package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.rate.CardDrawer;
import dev.scholium.rate.Plan;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Study;
import dev.scholium.rate.StudyForecast;
import dev.scholium.rate.StudyReader;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import dev.scholium.web.rate.RatingPages;
import dev.scholium.web.rate.StudyTokens;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium rate}: people rate rationales in their browsers, until it is stopped. */
@Command(
        name = "rate",
        mixinStandardHelpOptions = true,
        description = {
            "Lets people rate rationales in a browser, without knowing who wrote them (docs/rating.md).",
            "Prints a link for each rater and one for who leads the study. Answers are kept as they come, beside the "
                    + "study's file; stopped or killed, the study goes on with the same command and the same links."
        },
        subcommands = {RateAgreementCommand.class, RateExportCommand.class},
        footer = {
            "",
            "Examples:",
            "  scholium rate study.yaml --dry-run",
            "  scholium rate study.yaml --port 8090",
            "  scholium rate agreement study.yaml",
            "  scholium rate export study.yaml --csv > ratings.csv"
        })
final class RateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "STUDY", description = "The study: a YAML file.")
    private @Nullable Path file;

    @Option(
            names = "--dry-run",
            description = "Only say what the study takes, and how many cards the wished precision takes.")
    private boolean dryRun;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "How raters reach the server, for the links; by default as it listens.")
    private @Nullable URI address;

    @Mixin
    private WebOptions web;

    @Override
    public Integer call() {
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'STUDY'");
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        Study study = StudyReader.read(file);
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            RatingText.print(out, study, StudyForecast.of(Plan.of(study, CardDrawer.draw(study, folder))));
            return ExitCode.DONE.status();
        }
        if (Files.exists(RatingStore.fileOf(file)) && Files.notExists(StudyTokens.fileOf(file))) {
            spec.commandLine()
                    .getErr()
                    .println(StudyTokens.fileOf(file)
                            + ": is gone, so a new one is made: earlier links have ended, send these to everybody");
        }
        StudyTokens tokens =
                StudyTokens.of(StudyTokens.fileOf(file), study.raters().names());
        WebConfig config = config(tokens);
        boolean begins = Files.notExists(RatingStore.fileOf(file));
        boolean secure = config.tls().isPresent() || (address != null && "https".equals(address.getScheme()));
        try (RatingStore store = RatingStore.open(
                        RatingStore.fileOf(file), study, () -> CardDrawer.draw(study, folder), Clock.systemUTC());
                WebServer server = WebServer.start(
                        config,
                        path -> true, // raters and owner have tokens of their own
                        line -> {},
                        new RatingPages(store, tokens, secure)::addTo)) {
            if (begins) {
                RatingText.print(out, study, StudyForecast.of(store.plan()));
            }
            String base = (address == null ? server.url() : address.toString().replaceFirst("/+$", "")) + "/#";
            study.raters().names().forEach(name -> out.println(name + ": " + base + tokens.rater(name)));
            out.println("(you, who lead the study): " + base + tokens.owner());
            out.flush();
            server.serveUntilInterrupted();
        }
        return ExitCode.DONE.status();
    }

    /** Where it listens; a proxy in front hands on requests that name the address's host. */
    private WebConfig config(StudyTokens tokens) {
        WebConfig config = web.config(tokens.owner());
        if (address == null) {
            return config;
        }
        if (address.getHost() == null
                || !List.of("http", "https").contains(String.valueOf(address.getScheme()))
                || !List.of("", "/").contains(address.getPath())
                || address.getQuery() != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--address must be like https://rate.example.org, without a path, but is " + address);
        }
        return config.withPublicName(address.getHost());
    }
}
