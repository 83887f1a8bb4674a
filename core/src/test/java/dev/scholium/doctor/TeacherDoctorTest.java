package dev.scholium.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.scholium.doctor.Finding.Level;
import dev.scholium.failure.ExitCode;
import dev.scholium.teacher.TeacherConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherDoctorTest {

    private static final String KEY = "sk-secret-0123456789";

    /** What a server answers to a body. */
    private record Reply(int status, String body) {}

    /** What was found, and what was sent for it. */
    private record Examined(List<Finding> findings, List<String> sent) {

        Finding of(String subject) {
            return findings.stream()
                    .filter(finding -> finding.subject().equals(subject))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing about " + subject + " in " + findings));
        }

        ExitCode exitCode() {
            return new Diagnosis(List.of(), findings).exitCode();
        }
    }

    private static Examined examine(Map<String, Object> settings, boolean offline, Function<String, Reply> server)
            throws IOException {
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            sent.add(body);
            Reply reply = server.apply(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("x-ratelimit-remaining-requests", "499");
            exchange.getResponseHeaders().set("x-other", "not shown");
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        http.start();
        try {
            TeacherConfig config = TeacherConfig.defaults()
                    .with(Map.of(
                            "base_url",
                            "http://127.0.0.1:" + http.getAddress().getPort() + "/v1",
                            "model",
                            "gpt-4.1-mini",
                            "price_input",
                            1.0,
                            "price_output",
                            2.0))
                    .with(settings);
            TeacherDoctor doctor =
                    new TeacherDoctor(Set.of("small-world"), Map.of("OPENAI_API_KEY", KEY), Clock.systemUTC());
            return new Examined(doctor.examine(config, offline), sent);
        } finally {
            http.stop(0);
        }
    }

    private static Examined examine(Function<String, Reply> server) throws IOException {
        return examine(Map.of(), false, server);
    }

    private static Reply answer(String text) {
        return new Reply(
                200,
                "{\"model\":\"gpt-4.1-mini-2025\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":"
                        + dev.scholium.file.Json.line(text)
                        + "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":5}}");
    }

    private static Reply error(int status, String message) {
        return new Reply(status, "{\"error\":{\"message\":\"" + message + "\",\"code\":\"x\"}}");
    }

    @Test
    void saysLineByLineThatAllIsWell() throws IOException {
        Examined examined = examine(body -> answer("{\"word\":\"scholium\"}"));

        assertThat(examined.findings()).allMatch(finding -> finding.level() == Level.OK);
        assertThat(examined.findings().stream().map(Finding::subject))
                .containsExactly(
                        "teacher",
                        "price",
                        "address",
                        "TLS",
                        "key",
                        "model",
                        "latency",
                        "settings",
                        "system message",
                        "reply schema",
                        "tokens",
                        "limit");
        assertThat(examined.of("key").found()).isEqualTo("accepted; from the environment variable OPENAI_API_KEY");
        assertThat(examined.of("model").found()).isEqualTo("answered as gpt-4.1-mini-2025");
        assertThat(examined.of("settings").found()).isEqualTo("accepted: temperature 0.2, seed 123");
        assertThat(examined.of("tokens").found())
                .isEqualTo("30 read (0 from the cache), 5 written (0 unseen); this request cost 0.00004 USD");
        assertThat(examined.of("limit").found()).isEqualTo("x-ratelimit-remaining-requests: 499");
        assertThat(examined.sent()).hasSize(1);
        assertThat(examined.sent().get(0)).contains("\"max_tokens\" : 64");
        assertThat(examined.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void asksOnceMoreWithoutASchemaThatIsRefused() throws IOException {
        Examined examined = examine(body -> body.contains("response_format")
                ? error(400, "response_format is not supported")
                : answer("Scholium."));

        assertThat(examined.of("reply schema"))
                .isEqualTo(Finding.warning(
                        "reply schema",
                        "the server refused the request (400): response_format is not supported",
                        "set teacher.reply_schema: words, or use prompts that are answered in free text"));
        assertThat(examined.sent()).hasSize(2);
        assertThat(examined.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void noticesWhatAServerAcceptsAndDoesNotDo() throws IOException {
        Examined examined = examine(body -> answer("Paris is the capital."));

        assertThat(examined.of("system message").found())
                .isEqualTo("not followed; it answered \"Paris is the capital.\"");
        assertThat(examined.of("reply schema").found()).isEqualTo("accepted, but not held to");
    }

    @Test
    void saysWhichSettingIsRefused() throws IOException {
        Examined examined = examine(body -> error(400, "temperature is not supported with this model"));

        assertThat(examined.of("settings"))
                .isEqualTo(Finding.problem(
                        "settings",
                        "the server refused the request (400): temperature is not supported with this model",
                        "mend what it names; what a model does not take is set to null (temperature, top_p, seed) or left"
                                + " out of extra"));
        assertThat(examined.exitCode()).isEqualTo(ExitCode.TEACHER);
    }

    @Test
    void saysThatAKeyIsWrongAndNeverTheKey() throws IOException {
        Examined examined = examine(body -> error(401, "Incorrect API key " + KEY));

        assertThat(examined.of("key"))
                .isEqualTo(Finding.problem(
                        "key",
                        "the key from the environment variable OPENAI_API_KEY is not accepted (401)",
                        "check the environment variable OPENAI_API_KEY, and its rights"));
        assertThat(examined.findings().toString()).doesNotContain(KEY);
        assertThat(examined.sent()).hasSize(1);
    }

    @Test
    void saysThatAModelIsUnknown() throws IOException {
        assertThat(examine(body -> error(404, "no such model")).of("model").level())
                .isEqualTo(Level.PROBLEM);
    }

    @Test
    void sendsNothingThatMightCostMoreThanTheBudget() throws IOException {
        Examined examined = examine(Map.of("budget_usd", 0.0001), false, body -> answer("scholium"));

        assertThat(examined.of("request").found())
                .startsWith("none was sent: it might cost 0.0")
                .endsWith(" USD, but teacher.budget_usd is 0.0001 USD");
        assertThat(examined.sent()).isEmpty();
        assertThat(examined.exitCode()).isEqualTo(ExitCode.TEACHER);
    }

    @Test
    void sendsNothingOffline() throws IOException {
        Examined examined = examine(Map.of(), true, body -> answer("scholium"));

        assertThat(examined.of("key").found()).isEqualTo("found in the environment variable OPENAI_API_KEY");
        assertThat(examined.of("request").found()).startsWith("none was sent (--offline); it would cost at most 0.00");
        assertThat(examined.sent()).isEmpty();
    }

    @Test
    void saysThatNothingListens() {
        TeacherConfig nobody = TeacherConfig.defaults().with(Map.of("base_url", "http://127.0.0.1:1/v1", "model", "m"));
        List<Finding> findings = new TeacherDoctor(Set.of(), Map.of(), Clock.systemUTC()).examine(nobody, false);

        assertThat(findings.get(findings.size() - 1))
                .isEqualTo(Finding.problem(
                        "address",
                        "127.0.0.1:1 cannot be reached",
                        "start the server, or check teacher.base_url, network and firewall"));
    }

    @Test
    void saysThatAKeyIsMissing() {
        List<Finding> findings =
                new TeacherDoctor(Set.of(), Map.of(), Clock.systemUTC()).examine(TeacherConfig.defaults(), false);

        assertThat(findings.get(1))
                .isEqualTo(Finding.problem(
                        "key",
                        "needs a key in the environment variable OPENAI_API_KEY, but it is not set; nothing was sent",
                        "set the variable, or name a file in teacher.api_key_file"));
    }

    @Test
    void warnsOfAKeyThatOthersMayRead(@TempDir Path folder) throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        Path file = Files.writeString(folder.resolve("key"), KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Examined examined = examine(Map.of("api_key_file", file.toString()), true, body -> answer("scholium"));

        assertThat(examined.of("key"))
                .isEqualTo(Finding.warning("key", "the file " + file + " may be read by others", "chmod 600 " + file));
    }

    @Test
    void tellsAThoughtfulModelsEmptyAnswer() throws IOException {
        Examined examined = examine(
                Map.of("model", "o4-mini"),
                false,
                body -> new Reply(
                        200,
                        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":"
                                + "\"length\"}],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":64,"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":64}}}"));

        assertThat(examined.of("answer"))
                .isEqualTo(Finding.warning(
                        "answer", "empty: all 64 tokens were thought unseen", "raise teacher.max_hidden_tokens"));
        assertThat(examined.findings())
                .contains(Finding.ok("settings", "not sent, since this model takes none: temperature"));
    }

    @Test
    void knowsTheTeachersInThisProcess() {
        TeacherDoctor doctor = new TeacherDoctor(Set.of("small-world"), Map.of(), Clock.systemUTC());

        assertThat(doctor.examine(TeacherConfig.builtIn("small-world"), false))
                .containsExactly(Finding.ok("teacher", "built-in small-world: no address, no key, no cost"));
        assertThat(doctor.examine(TeacherConfig.builtIn("large-world"), false)
                        .get(0)
                        .level())
                .isEqualTo(Level.PROBLEM);
    }
}
