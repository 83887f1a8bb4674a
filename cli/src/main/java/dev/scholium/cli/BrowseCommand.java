package dev.scholium.cli;

import dev.scholium.browse.Place;
import dev.scholium.browse.RowIndexes;
import dev.scholium.evaluate.Slicing;
import dev.scholium.failure.ExitCode;
import dev.scholium.web.WebServer;
import dev.scholium.web.browse.BrowsePages;
import dev.scholium.web.browse.OpenIndex;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium browse}: pages to read data files and run folders on, until it is stopped. */
@Command(
        name = "browse",
        mixinStandardHelpOptions = true,
        description = {
            "Shows data files and run folders in a browser until it is stopped: search, filters, rows with all rationales "
                    + "and answers side by side, which a person may edit or veto. Prints the address to open.",
            "A row of a data file and of a run with the same split and uid is one row."
        },
        footer = {
            "",
            "Examples:",
            "  scholium browse runs/my",
            "  scholium browse runs/my data/dev.jsonl --by genre --by tags.csv:tags"
        })
final class BrowseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "RUN|FILE", description = "Run folders and data files.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "More filters: a column of the rows, FILE:COLUMN of another file, or length:FIELD by tens of words. May be "
                            + "repeated.")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Who edits are by; the page can say another (${DEFAULT-VALUE}).")
    private String as = System.getProperty("user.name", "");

    @Mixin
    private DataSourceOptions data;

    @Mixin
    private WebOptions web;

    @Override
    public Integer call() {
        Path here = Path.of("").toAbsolutePath();
        List<Place> places =
                paths.stream().map(path -> Place.of(path, data::source)).toList();
        List<Slicing> slicings =
                by.stream().map(what -> new Slicing(what).in(here)).toList();
        PrintWriter err = spec.commandLine().getErr();
        try (OpenIndex index = OpenIndex.open(new RowIndexes(places, slicings), new ConsoleProgress(err))) {
            serve(new BrowsePages(index, as, Clock.systemUTC()));
        }
        return ExitCode.DONE.status();
    }

    private void serve(BrowsePages pages) {
        PrintWriter out = spec.commandLine().getOut();
        try (WebServer server = WebServer.start(web.config(), path -> false, line -> {}, pages::addTo)) {
            server.rehearse(pages.rehearsal());
            out.println(server.url() + "/");
            out.flush();
            server.serveUntilInterrupted();
        }
    }
}
