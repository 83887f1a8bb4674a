package dev.scholium.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The measured child: asks a teacher many questions, journal and budget on, and says what it took. */
final class TeacherAsking {

    // as benchmarks/peers/teacher_clients.py asks
    private static final String PADDING = "word ".repeat(90);

    private TeacherAsking() {}

    private static Question question(int i) {
        return Question.of(
                new Prompt("", "Premise number " + i + ": " + PADDING + " Why does it entail the hypothesis?"));
    }

    /**
     * Prints one line of JSON. CPU time is the whole process's: start-up, compilation and garbage collection are in it.
     *
     * @param arguments base URL, requests, concurrency, journal file
     * @throws IOException if the process's memory cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        int requests = Integer.parseInt(arguments[1]);
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of(
                        "base_url",
                        arguments[0],
                        "max_requests_per_minute",
                        60_000_000,
                        "max_concurrent_requests",
                        Integer.parseInt(arguments[2]),
                        "price_input",
                        0.5,
                        "price_output",
                        1.5,
                        "budget_usd",
                        1_000_000));
        try (Journal journal = Journal.open(Path.of(arguments[3]), Clock.systemUTC())) {
            ChatTeacher teacher = ChatTeacher.of(config, Map.of(), Clock.systemUTC());
            TeacherPool pool = new TeacherPool(teacher, config, journal, RetryPolicy.defaults(), 1);
            AskSummary summary = pool.ask(
                    IntStream.range(0, requests)
                            .mapToObj(TeacherAsking::question)
                            .iterator(),
                    Progress.none());
            if (summary.asked() != requests || summary.failed() != 0) {
                throw new IllegalStateException("must have been answered " + requests + " times, but: " + summary);
            }
        }
        System.out.println(Json.line(figures(requests)));
    }

    private static Map<String, Object> figures(int requests) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long wallMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("client", "scholium");
        figures.put("requests", requests);
        figures.put("cpu_ms_per_request", Math.round(system.getProcessCpuTime() / 1e3 / requests) / 1e3);
        figures.put("requests_per_second", Math.round(requests * 1e4 / wallMillis) / 10.0);
        figures.put(
                "peak_rss_mb",
                ProcessMemory.PEAK.megabytes(ProcessHandle.current().pid()).orElse(-1));
        return figures;
    }
}
