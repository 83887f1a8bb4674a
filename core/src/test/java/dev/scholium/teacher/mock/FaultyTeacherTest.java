package dev.scholium.teacher.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("proof")
class FaultyTeacherTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static MockTeacherServer server(String specification) {
        return MockTeacherServer.start(0, Duration.ZERO, FaultyTeacher.of(specification, System::nanoTime));
    }

    private static HttpResponse<String> ask(MockTeacherServer server, String premise)
            throws IOException, InterruptedException {
        String body = "{\"model\":\"m\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Premise: "
                + premise + "\"}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What a client meets: a status, or that the connection broke. */
    private static String met(MockTeacherServer server, String premise) throws InterruptedException {
        try {
            HttpResponse<String> reply = ask(server, premise);
            return reply.statusCode() + " " + reply.body().length();
        } catch (IOException e) {
            return "broken";
        }
    }

    @Test
    void aRehearsalCanBeRepeated() throws Exception {
        List<List<String>> runs = new ArrayList<>();
        for (String specification :
                List.of("all=0.8,slow=0.1:1ms", "all=0.8,slow=0.1:1ms", "all=0.8,slow=0.1:1ms,seed=2")) {
            List<String> met = new ArrayList<>();
            try (MockTeacherServer server = server(specification)) {
                for (int i = 0; i < 120; i++) {
                    met.add(met(server, "House " + i / 2 + " has a door.")); // every body twice
                }
            }
            runs.add(met);
        }

        assertThat(runs.get(1)).isEqualTo(runs.get(0));
        assertThat(runs.get(2)).isNotEqualTo(runs.get(0));
        assertThat(new TreeSet<>(runs.get(0)))
                .as("every kind of fault")
                .hasSizeGreaterThan(8)
                .contains("broken");
    }

    @Test
    void aBodyIsAnsweredAfterFinitelyManyFaults() throws Exception {
        try (MockTeacherServer server = server("5xx=1,most=2")) {
            assertThat(ask(server, "A").statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(ask(server, "A").statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(ask(server, "A").statusCode()).isEqualTo(200);
            assertThat(ask(server, "B").statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(server.statistics().counts().values())
                    .containsExactlyInAnyOrder(new MockCount(3, 1, 0), new MockCount(1, 0, 0));
        }
    }

    @Test
    void aFaultInAnAnswerStaysWithItsRequest() throws Exception {
        try (MockTeacherServer server = server("empty=0.2,refusal=0.2,length=0.2")) {
            TreeSet<String> kinds = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                String first = ask(server, "House " + i).body();
                assertThat(ask(server, "House " + i).body()).isEqualTo(first);
                kinds.add(
                        first.contains("\"content\":\"\"")
                                ? "empty"
                                : first.contains("I'm sorry")
                                        ? "refusal"
                                        : first.contains("length") ? "length" : "answer");
            }
            assertThat(kinds).containsExactly("answer", "empty", "length", "refusal");
        }
    }

    @Test
    void refusesWithAndWithoutRetryAfter() throws Exception {
        try (MockTeacherServer server = server("429=1")) {
            HttpResponse<String> reply = ask(server, "A");
            assertThat(reply.statusCode()).isEqualTo(429);
            assertThat(reply.headers().firstValue("retry-after")).isEmpty();
        }
        try (MockTeacherServer server = server("429-after=1:2.5s")) {
            HttpResponse<String> reply = ask(server, "A");
            assertThat(reply.statusCode()).isEqualTo(429);
            assertThat(reply.headers().firstValue("retry-after")).contains("3");
            assertThat(reply.headers().firstValue("retry-after-ms")).contains("2500");
            assertThat(reply.body()).contains("\"code\":\"rate_limit_exceeded\"");
        }
    }

    @Test
    void breaksConnections() {
        for (String specification : List.of("hangup=1", "reset=1")) {
            try (MockTeacherServer server = server(specification)) {
                assertThatThrownBy(() -> ask(server, "A")).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void sendsBodiesThatAreNoCompletion() throws Exception {
        try (MockTeacherServer server = server("truncated-json=1")) {
            HttpResponse<String> reply = ask(server, "A");
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).startsWith("{\"id\":").doesNotEndWith("}");
        }
        try (MockTeacherServer server = server("content-type=1")) {
            HttpResponse<String> reply = ask(server, "A");
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("content-type")).contains("text/html");
            assertThat(reply.body()).startsWith("<html>");
        }
    }

    @Test
    void takesItsTime() throws Exception {
        for (String specification : List.of(
                "slow=1:0.3s",
                "latency=constant:300ms",
                "latency=uniform:300ms:400ms",
                "latency=lognormal:400ms:0.01")) {
            try (MockTeacherServer server = server(specification)) {
                long sent = System.nanoTime();
                assertThat(ask(server, "A").statusCode()).isEqualTo(200);
                assertThat(System.nanoTime() - sent).as(specification).isGreaterThan(280_000_000L);
            }
        }
    }

    @Test
    void billsHiddenTokensAndMoreThanItCan() throws Exception {
        try (MockTeacherServer server = server("hidden=1:300")) {
            assertThat(ask(server, "A red door").body())
                    .contains("\"completion_tokens\":321")
                    .contains("\"completion_tokens_details\":{\"reasoning_tokens\":300}");
            assertThat(server.statistics().billed().completionTokens()).isEqualTo(321);
        }
        try (MockTeacherServer server = server("overbill=1:1000")) {
            assertThat(ask(server, "A red door").body()).contains("\"completion_tokens\":21000");
        }
    }

    @Test
    void hasBurstsOfTrouble() throws Exception {
        try (MockTeacherServer server = server("burst=5:2")) {
            List<Integer> met = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                met.add(ask(server, "House " + i).statusCode());
            }
            assertThat(met).containsExactly(200, 200, 200, 503, 503, 200, 200, 200, 503, 503);
        }
    }

    @Test
    void runsOutOfQuota() throws Exception {
        try (MockTeacherServer server = server("quota=2")) {
            assertThat(ask(server, "A").statusCode()).isEqualTo(200);
            assertThat(ask(server, "B").statusCode()).isEqualTo(200);
            HttpResponse<String> reply = ask(server, "C");
            assertThat(reply.statusCode()).isEqualTo(429);
            assertThat(reply.body()).contains("\"code\":\"insufficient_quota\"");
        }
    }

    @Test
    void tellsItsLimitsAndKeepsThem() throws Exception {
        try (MockTeacherServer server = server("rpm=60:2,tpm=6000")) {
            HttpResponse<String> first = ask(server, "A");
            assertThat(first.headers().map())
                    .containsEntry("x-ratelimit-limit-requests", List.of("60"))
                    .containsEntry("x-ratelimit-remaining-requests", List.of("1"))
                    .containsEntry("x-ratelimit-limit-tokens", List.of("6000"))
                    .containsEntry("x-ratelimit-remaining-tokens", List.of("5948")); // 2 of the prompt, 50 at most
            assertThat(first.headers().firstValue("x-ratelimit-reset-tokens").orElseThrow())
                    .isEqualTo("520ms");
            ask(server, "B");
            HttpResponse<String> third = ask(server, "C");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("retry-after")).contains("1");
        }
    }

    @Test
    void saysWhatIsWrongWithASpecification() {
        complains("reset", "--faults: must be pairs such as reset=0.02, but is \"reset\"");
        complains("reset=2", "--faults: reset must be a share in [0, 1], but is \"2\"");
        complains("reset=0.1:3", "--faults: reset must look like reset=0.02, but is \"0.1:3\"");
        complains("slow=0.1:3", "--faults: slow must be a time such as 250ms, 2s or 1m, but is \"3\"");
        complains("rpm=-1", "--faults: rpm must be a number, at least 0, but is \"-1\"");
        complains("burst=5", "--faults: burst must look like burst=500:20, but is \"5\"");
        complains(
                "latency=uniform:2s:1s",
                "--faults: latency must look like constant:50ms, uniform:10ms:90ms or lognormal:200ms:0.5,"
                        + " but is \"uniform:2s:1s\"");
        complains(
                "5xx=0.6,429=0.6", "--faults: the shares of 429 to content-type must sum to 1 at most, but sum to 1.2");
        complains(
                "rest=0.1",
                "--faults: no fault is called \"rest\", only 429, 429-after, 5xx, all, burst, content-type, empty,"
                        + " hangup, hidden, latency, length, minute, most, overbill, quota, refusal, reset, rpm, seed,"
                        + " slow, tpm, truncated-json");
    }

    private static void complains(String specification, String message) {
        assertThatExceptionOfType(dev.scholium.failure.ScholiumException.class)
                .isThrownBy(() -> FaultyTeacher.of(specification, System::nanoTime))
                .withMessage(message);
    }

    @Test
    void understandsEveryExampleOfTheHelp() {
        assertThat(FaultyTeacher.help()).hasSize(22).allSatisfy(line -> {
            String example = line.substring(0, line.indexOf(' '));
            assertThat(FaultyTeacher.of(example, System::nanoTime)).isNotNull();
        });
    }
}
