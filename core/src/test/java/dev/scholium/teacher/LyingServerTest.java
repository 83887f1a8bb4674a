package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends, a request ends in an answer or in one line; nothing hangs, and no count is nonsense. */
@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // CR LF, as it stands on the wire
class LyingServerTest {

    private static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(80), Duration.ofMillis(80), Duration.ofSeconds(2), 20);
    private static final Question QUESTION = Question.of(new Prompt("", "Why?"));
    private static final String ANSWER =
            "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"Because.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,"
                    + "\"completion_tokens\":2}}";
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

    @TempDir
    Path folder;

    private JournalEntry ask(RawServer server) {
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of("base_url", server.baseUrl(), "model", "m", "max_retries", 1, "request_timeout", 2))
                .with(Map.of("price_input", 0.5, "price_output", 1.5, "max_concurrent_requests", 1));
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            ChatTeacher teacher = ChatTeacher.of(config, Map.of(), Clock.systemUTC());
            TeacherPool pool = new TeacherPool(teacher, config, journal, QUICK, 1);
            pool.ask(List.of(QUESTION).iterator(), Progress.none());
            return pool.find(QUESTION);
        }
    }

    private static String usage(String usage) {
        return ANSWER.replaceFirst("\"usage\":\\{.*\\}", "\"usage\":" + usage + "}");
    }

    static List<Arguments> lies() {
        return List.of(
                Arguments.of("a length that is too long", OK + "content-length: 5000\r\n\r\n" + ANSWER),
                Arguments.of("a length that is too short", OK + "content-length: 20\r\n\r\n" + ANSWER),
                Arguments.of("a length that is no number", OK + "content-length: many\r\n\r\n" + ANSWER),
                Arguments.of("a negative length", OK + "content-length: -5\r\n\r\n" + ANSWER),
                Arguments.of("a length beyond memory", OK + "content-length: 9223372036854775807\r\n\r\n" + ANSWER),
                Arguments.of("two lengths", OK + "content-length: 10\r\ncontent-length: 20\r\n\r\n" + ANSWER),
                Arguments.of("no HTTP", "Because.\r\n\r\n"),
                Arguments.of("nothing", ""),
                Arguments.of("half a status line", "HTTP/1."),
                Arguments.of("a status that is no number", "HTTP/1.1 OK OK\r\n\r\n" + ANSWER),
                Arguments.of("a header without end", OK + "x: " + "y".repeat(2_000_000)),
                Arguments.of("nothing at all in 200", OK + "content-length: 0\r\n\r\n"),
                Arguments.of("204", "HTTP/1.1 204 No Content\r\n\r\n"),
                Arguments.of("206", "HTTP/1.1 206 Partial Content\r\ncontent-length: 2\r\n\r\n{}"),
                Arguments.of("a body that is a list", RawServer.json("[1, 2]")),
                Arguments.of("a body that is a string", RawServer.json("\"Because.\"")),
                Arguments.of("a body that is null", RawServer.json("null")),
                Arguments.of("no choices", RawServer.json("{\"choices\":[]}")),
                Arguments.of("choices that are a number", RawServer.json("{\"choices\":7}")),
                Arguments.of("a message that is a list", RawServer.json("{\"choices\":[{\"message\":[]}]}")),
                Arguments.of("deep nesting", RawServer.json("[".repeat(200_000) + "]".repeat(200_000))),
                Arguments.of(
                        "deep nesting in a field",
                        RawServer.json("{\"x\":" + "{\"x\":".repeat(50_000) + "1" + "}".repeat(50_001))),
                Arguments.of(
                        "a number of a million digits", RawServer.json("{\"choices\":" + "9".repeat(1_000_000) + "}")),
                Arguments.of("a chunk of nonsense length", OK + "transfer-encoding: chunked\r\n\r\nzz\r\n" + ANSWER),
                Arguments.of("a chunk that breaks off", OK + "transfer-encoding: chunked\r\n\r\nfff\r\n" + ANSWER),
                Arguments.of(
                        "an error in chunks",
                        "HTTP/1.1 500 Oops\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
                                + "10\r\n{\"error\":{\"messa\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void endsInOneLine(String name, String reply) {
        try (RawServer server = RawServer.sending(reply)) {
            JournalEntry entry = ask(server);

            assertThat(entry).isInstanceOf(JournalEntry.Failed.class);
            String reason = ((JournalEntry.Failed) entry).reason();
            assertThat(reason).hasSizeBetween(10, 500).doesNotContain("\n").doesNotContain("Exception");
            assertThat(server.requests()).as("attempts").isEqualTo(2);
        }
    }

    static List<Arguments> oddities() {
        return List.of(
                Arguments.of("no usage", usage("null"), 0, 0),
                Arguments.of("negative counts", usage("{\"prompt_tokens\":-5,\"completion_tokens\":-1}"), 0, 0),
                Arguments.of("counts as text", usage("{\"prompt_tokens\":\"3\",\"completion_tokens\":[]}"), 0, 0),
                Arguments.of("usage as a list", usage("[3, 2]"), 0, 0),
                Arguments.of(
                        "more cached than read",
                        usage("{\"prompt_tokens\":3,\"completion_tokens\":2,\"prompt_tokens_details\":"
                                + "{\"cached_tokens\":99},\"completion_tokens_details\":{\"reasoning_tokens\":99}}"),
                        3,
                        2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void countsNothingThatCannotBe(String name, String body, long read, long written) {
        try (RawServer server = RawServer.sending(RawServer.json(body))) {
            Completion completion = ((JournalEntry.Answered) ask(server)).completion();

            assertThat(completion.text()).isEqualTo("Because.");
            assertThat(completion.usage().promptTokens()).isEqualTo(read);
            assertThat(completion.usage().completionTokens()).isEqualTo(written);
            assertThat(completion.usage().cachedTokens()).isBetween(0L, read);
            assertThat(completion.usage().hiddenTokens()).isBetween(0L, written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30", "9223372036854775807", "1e15", "99999999999999999999999999", "1e999"})
    void stopsAtABillBeyondAllBounds(String count) {
        String body = usage("{\"prompt_tokens\":3,\"completion_tokens\":" + count + "}");
        try (RawServer server = RawServer.sending(RawServer.json(body))) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> ask(server))
                    .withMessageContaining("the server billed ")
                    .withMessageNotContaining("\n")
                    .withMessageNotContaining("-")
                    .withMessageNotContaining("NaN");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void readsInvalidUtf8AsReplacementCharacters() {
        RawServer.Reply reply = socket -> {
            byte[] body = ANSWER.getBytes(StandardCharsets.ISO_8859_1);
            int at = ANSWER.indexOf("Because");
            body[at] = (byte) 0xff;
            body[at + 1] = (byte) 0xc3;
            OutputStream out = socket.getOutputStream();
            out.write((OK + "content-length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        };
        try (RawServer server = new RawServer(reply)) {
            assertThat(((JournalEntry.Answered) ask(server)).completion().text())
                    .isEqualTo("\uFFFD\uFFFDcause.");
        }
    }

    @Test
    void keepsNoBodyWithoutEnd() {
        byte[] block = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        RawServer.Reply endless = socket -> {
            OutputStream out = socket.getOutputStream();
            out.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(block);
            }
        };
        try (RawServer server = new RawServer(endless)) {
            JournalEntry entry = ask(server);

            assertThat(((JournalEntry.Failed) entry).reason())
                    .isEqualTo("the connection broke: the reply is longer than 16 MB, which no chat completion is");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "1e30", "9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void stopsAtOnceWhenToldToWaitBeyondAllPatience(String retryAfter) {
        String reply = "HTTP/1.1 429 Too Many Requests\r\nretry-after: " + retryAfter + "\r\ncontent-length: 0\r\n\r\n";
        try (RawServer server = RawServer.sending(reply)) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> ask(server))
                    .withMessageEndingWith(
                            "too many requests (429); waited as long as it may, run the same command" + " again later");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void countsAWaitUntilADateByTheServersClock() {
        String reply = "HTTP/1.1 429 Too Many Requests\r\ndate: Mon, 01 Jan 2001 00:00:00 GMT\r\n"
                + "retry-after: Mon, 01 Jan 2001 00:00:01 GMT\r\ncontent-length: 0\r\n\r\n";
        RawServer.Reply once = new RawServer.Reply() {
            private boolean refused;

            @Override
            public synchronized void send(Socket socket) throws IOException {
                String text = refused ? RawServer.json(ANSWER) : reply;
                refused = true;
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            }
        };
        long started = System.nanoTime();
        try (RawServer server = new RawServer(once)) {
            assertThat(ask(server)).isInstanceOf(JournalEntry.Answered.class);
        }
        assertThat(System.nanoTime() - started).isBetween(1_000_000_000L, 20_000_000_000L);
    }

    @Tag("slow")
    @Test
    @Timeout(240)
    void waitsAsLongAsTheRecipeSaysForAModelThatThinks() {
        RawServer.Reply thinking = socket -> {
            Thread.sleep(185_000); // longer than a client's usual patience between two bytes
            socket.getOutputStream().write(RawServer.json(ANSWER).getBytes(StandardCharsets.UTF_8));
        };
        try (RawServer server = new RawServer(thinking)) {
            TeacherConfig config = TeacherConfig.defaults()
                    .with(Map.of("base_url", server.baseUrl(), "model", "m", "request_timeout", 220));
            Completion completion =
                    ChatTeacher.of(config, Map.of(), Clock.systemUTC()).ask(QUESTION);

            assertThat(completion.text()).isEqualTo("Because.");
        }
    }

    @Test
    void followsNoRedirect() {
        try (RawServer elsewhere = RawServer.sending(RawServer.json(ANSWER));
                RawServer server = RawServer.sending("HTTP/1.1 307 Temporary Redirect\r\nlocation: "
                        + elsewhere.baseUrl() + "/chat/completions\r\ncontent-length: 0\r\n\r\n")) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> ask(server))
                    .withMessageContaining("(307)")
                    .withMessageNotContaining("\n");
            assertThat(elsewhere.requests()).isZero();
        }
    }

    @Test
    void readsPastInterimResponses() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n";
        try (RawServer server = RawServer.sending(interim + RawServer.json(ANSWER))) {
            JournalEntry entry = ask(server);
            assertThat(entry).isNotInstanceOf(JournalEntry.Asked.class); // JDK 17 reads past 100 only
        }
    }

    @Test
    void waitsNoLongerThanItsTimeForInterimResponsesOnly() {
        RawServer.Reply forever = socket -> {
            while (true) {
                socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(5);
            }
        };
        try (RawServer server = new RawServer(forever)) {
            assertThat(ask(server)).isInstanceOf(JournalEntry.Failed.class);
        }
    }
}
