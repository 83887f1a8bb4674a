package dev.scholium.benchmarks;

import dev.scholium.augment.EditFile;
import dev.scholium.cli.Main;
import dev.scholium.file.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long {@code scholium browse} takes for pages of a run as large as a training set: each page is asked for once, so
 * nothing of its own was kept. The bar is 200 ms.
 */
@Command(
        name = "benchmarks/run browse",
        mixinStandardHelpOptions = true,
        version = "1",
        description = {
            "Asks scholium browse, with 256 MB of heap, for different pages, searches, filters and rows of a large run.",
            "Ends with one line of JSON: milliseconds of a page, median and slowest, and after one more edit; seconds"
                    + " until it listened."
        })
public final class BrowseBenchmark implements Callable<Integer> {

    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"); // as the launcher, with less heap

    private static final List<String> SEARCHES = List.of(
            "the",
            "a",
            "of+the",
            "%22of+the%22",
            "is",
            "film",
            "born+american",
            "city+river",
            "1990",
            "zebra",
            "nothing+such");

    private static final List<String> FILTERS = List.of(
            "", "&label=neutral", "&right=taught-seed1", "&wrong=labels-seed1&label=entailment", "&source=reasoning");

    @Option(names = "--rows", description = "Of the run (${DEFAULT-VALUE}).")
    private int rows = 163_000;

    @Option(names = "--edits", description = "That persons have made (${DEFAULT-VALUE}).")
    private int edits = 5_000;

    private BrowseBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as {@code --help} says
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BrowseBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.make("browse")) {
            Path run = folder.path().resolve("run");
            BrowsedRun.write(AnliRows.read(rows), edits, run);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("benchmark", "browse");
            figures.put("rows", rows);
            figures.put("edits", edits);
            measure("new_index", run, folder.path(), figures);
            measure("kept_index", run, folder.path(), figures);
            figures.put("java", System.getProperty("java.version", ""));
            System.out.println(Json.line(figures));
        }
        return 0;
    }

    private void measure(String name, Path run, Path folder, Map<String, Object> figures)
            throws IOException, InterruptedException {
        List<String> command = ChildProcess.java(Main.class, FLAGS, List.of("browse", run.toString()));
        long begin = System.nanoTime();
        try (ServedProcess server = ServedProcess.start(command, Map.of(), folder.resolve(name + ".log"))) {
            figures.put(name + "_seconds", Figures.rounded((System.nanoTime() - begin) * 1e-9));
            HttpClient client = HttpClient.newHttpClient();
            URI root = URI.create(server.url());
            ask(client, root.resolve("/live")); // the client's first request loads its own classes
            List<String> paths = paths();
            double[] milliseconds = new double[paths.size()];
            int slowest = 0;
            for (int i = 0; i < milliseconds.length; i++) {
                milliseconds[i] = ask(client, root.resolve(paths.get(i)));
                slowest = milliseconds[i] > milliseconds[slowest] ? i : slowest;
            }
            figures.put(name + "_pages", milliseconds.length);
            figures.put(name + "_page_ms_median", Figures.rounded(ServedLoad.percentile(milliseconds, 50)));
            figures.put(name + "_page_ms_max", Figures.rounded(milliseconds[slowest]));
            figures.put(name + "_slowest", paths.get(slowest));
            new EditFile(run).add(BrowsedRun.veto(++edits));
            figures.put(name + "_page_ms_after_an_edit", Figures.rounded(ask(client, root.resolve("/?page=7"))));
        }
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (String filter : FILTERS) {
            for (String search : SEARCHES) {
                paths.add("/?q=" + search + filter);
            }
            paths.add("/?page=" + (rows / 500 + paths.size()) + filter);
        }
        for (int i = 0; i < 10; i++) {
            paths.add("/row?in=dev&uid=" + AnliRows.uid(i * rows / 10) + "&q=the");
        }
        return paths;
    }

    private static double ask(HttpClient client, URI page) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> reply = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        double milliseconds = (System.nanoTime() - begin) * 1e-6;
        if (reply.statusCode() != 200) {
            throw new IOException(page + ": answered " + reply.statusCode());
        }
        return milliseconds;
    }
}
