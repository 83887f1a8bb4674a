package dev.scholium.web.rate;

import dev.scholium.web.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The command {@code scholium rate} in a process of its own. */
final class RateProcess {

    private final ServerProcess process;
    private final Map<String, String> links;

    private RateProcess(ServerProcess process, Map<String, String> links) {
        this.process = process;
        this.links = links;
    }

    /** Starts it and waits until it has printed all links. */
    static RateProcess start(Path study, int port) throws IOException {
        ServerProcess process = ServerProcess.start("rate", study.toString(), "--port", String.valueOf(port));
        Map<String, String> links = new LinkedHashMap<>();
        while (links.size() < StudyFiles.RATERS.size() + 1) {
            String line = process.line();
            if (line.contains(": http")) { // what the study takes stands above
                links.put(line.replaceFirst(": http.*", ""), line.replaceFirst(".*: http", "http"));
            }
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
        process.kill();
    }
}
