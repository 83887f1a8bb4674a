package dev.scholium.web.rate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The command {@code scholium rate} in a process of its own. */
final class RateProcess {

    private final Process process;
    private final Map<String, String> links;

    private RateProcess(Process process, Map<String, String> links) {
        this.process = process;
        this.links = links;
    }

    /** Starts it and waits until it has printed all links. */
    static RateProcess start(Path study, int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.scholium.cli.Main",
                        "rate",
                        study.toString(),
                        "--port",
                        String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Map<String, String> links = new LinkedHashMap<>();
        while (links.size() < StudyFiles.RATERS.size() + 1) {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("the command ended before it had printed its links");
            }
            links.put(line.replaceFirst(": http.*", ""), line.replaceFirst(".*: http", "http"));
        }
        return new RateProcess(process, links);
    }

    String link(String rater) {
        return String.valueOf(links.get(rater));
    }

    String owner() {
        return link("(you, who lead the study)");
    }

    int port() {
        return Integer.parseInt(owner().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
