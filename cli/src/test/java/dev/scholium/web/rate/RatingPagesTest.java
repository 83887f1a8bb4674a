package dev.scholium.web.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import dev.scholium.rate.CardDrawer;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Study;
import dev.scholium.rate.StudyReader;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages let in and what they refuse. */
class RatingPagesTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    @TempDir
    private Path folder;

    private RatingStore store;
    private StudyTokens tokens;
    private WebServer server;

    @BeforeEach
    void serve() {
        Path file = StudyFiles.write(folder);
        Study study = StudyReader.read(file);
        tokens = StudyTokens.of(StudyTokens.fileOf(file), study.raters().names());
        store = RatingStore.open(
                RatingStore.fileOf(file), study, () -> CardDrawer.draw(study, folder), Clock.systemUTC());
        server = WebServer.start(
                WebConfig.loopback(0), path -> true, log::add, new RatingPages(store, tokens, false)::addTo);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private HttpRequest.Builder as(String token, String path) {
        return to(path).header("Cookie", tokens.cookie() + "=" + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.ofString())
                .join();
    }

    private HttpResponse<String> save(Map<String, Object> change) {
        return save("Anna", change);
    }

    /** As a page of Anna's sends it. */
    private HttpResponse<String> save(String visitor, Map<String, Object> change) {
        Map<String, Object> body = new LinkedHashMap<>(change);
        body.put("queue", RatePage.queue(store.plan().study(), "Anna"));
        body.put("id", "change-" + ids.incrementAndGet());
        return send(as(tokens.rater(visitor), "/rate/save")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(body))));
    }

    private HttpResponse<String> enter(String token) {
        return send(to("/enter")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(Map.of("token", token)))));
    }

    @Test
    void aTokenIsExchangedForACookieThatScriptsAndOtherSitesCannotUse() {
        HttpResponse<String> entered = enter(tokens.rater("Anna"));

        assertThat(entered.body()).isEqualTo("{\"page\":\"/rate\"}");
        assertThat(entered.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("; HttpOnly; SameSite=Strict"));
        assertThat(enter(tokens.rater("Anna") + "x").statusCode()).isEqualTo(403);
        assertThat(String.join("", log)).doesNotContain(tokens.rater("Anna"));
    }

    @Test
    void aPageOfOneRaterStoresNothingInTheNameOfAnother() {
        HttpResponse<String> reply = save("Ben", Map.of("place", 0, "question", "faithful", "value", 5));

        assertThat(reply.statusCode()).isEqualTo(409);
        assertThat(reply.body()).isEqualTo("{\"error\":\"this page is another rater's; open your link again\"}");
        assertThat(store.ratings().turns()).isEmpty();
    }

    @Test
    void behindAProxyTheAddressOfTheLinksIsTakenForTheServersOwn() {
        try (WebServer behind = WebServer.start(
                WebConfig.loopback(0).withPublicName("rate.example.org"),
                path -> true,
                log::add,
                new RatingPages(store, tokens, true)::addTo)) {
            String entered = raw(behind, "rate.example.org:8443", Json.line(Map.of("token", tokens.rater("Anna"))));

            assertThat(entered).startsWith("HTTP/1.1 200").contains("; Secure");
            assertThat(raw(behind, "elsewhere.example", "{}")).startsWith("HTTP/1.1 421");
            assertThat(raw(behind, "localhost", "{\"token\":\"" + "x".repeat(1100) + "\"}"))
                    .startsWith("HTTP/1.1 413");
        }
    }

    /** A request as a proxy hands it on, with the Host and Origin of the browser. */
    private static String raw(WebServer to, String host, String body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port())) {
            socket.getOutputStream()
                    .write(("POST /enter HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + host
                                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onlyTheSecretIsKeptAndOnlyItsOwnerReadsIt() throws IOException {
        Path secret = folder.resolve("study.secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(secret)).doesNotContain(tokens.owner(), tokens.rater("Anna"));
        assertThat(StudyTokens.of(secret, StudyFiles.RATERS).rater("Ben")).isEqualTo(tokens.rater("Ben"));
    }

    @Test
    void ratersSeeNoOwnersPageAndStrangersNone() {
        assertThat(send(as(tokens.rater("Anna"), "/owner")).statusCode()).isEqualTo(403);
        assertThat(send(as(tokens.rater("Anna"), "/owner/ratings.csv")).statusCode())
                .isEqualTo(403);
        assertThat(send(as(tokens.owner(), "/rate")).statusCode()).isEqualTo(403);
        assertThat(send(to("/rate")).statusCode()).isEqualTo(403);
        assertThat(send(as(tokens.owner(), "/owner")).statusCode()).isEqualTo(200);
    }

    @Test
    void aRatersPageDoesNotSayWhoWroteWhatIsRated() {
        assertThat(save(Map.of("place", 0, "question", "faithful", "value", 5)).statusCode())
                .isEqualTo(200);
        save(Map.of("place", 0, "question", "length", "value", 5));
        save(Map.of("place", 0, "done", true));

        String page = send(as(tokens.rater("Anna"), "/rate")).body();

        String source =
                store.plan().of("Anna").get(1).card().rationales().get(0).source();
        assertThat(page).contains(source + " words").doesNotContain(source + ".jsonl", "\"" + source + "\"");
        assertThat(page).doesNotContain("<script>", "<img");
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertRefused(Map.of("place", 1, "question", "faithful", "value", 5), "place must be in [0, 0], but is 1");
        assertRefused(Map.of("place", 0, "question", "faithful", "value", 6), "value must be in [0, 5], but is 6");
        assertRefused(Map.of("place", 0, "question", "x", "value", 5), "question must be one of the study's");
        assertRefused(Map.of("place", 0, "done", true), "every question must be answered before the next row");
        assertRefused(
                Map.of("place", 0, "comment", "x".repeat(4001)),
                "a comment must have at most 4000 characters, but has 4001");
        assertThat(store.ratings().turns()).isEmpty();
    }

    private void assertRefused(Map<String, Object> change, String message) {
        HttpResponse<String> reply = save(change);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(Json.mapper().readTree(reply.body()).path("error").asString())
                .isEqualTo(message);
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        HttpRequest.Builder form = as(tokens.rater("Anna"), "/rate/save")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"place\":0,\"comment\":\"forged\"}"));
        HttpRequest.Builder foreign = as(tokens.owner(), "/owner/settle")
                .header("Origin", "https://elsewhere.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("card=c1&question=faithful&value=1"));

        assertThat(send(form).statusCode()).isEqualTo(415);
        assertThat(send(foreign).statusCode()).isEqualTo(403);
        assertThat(store.ratings().turns()).isEmpty();
        assertThat(store.ratings().settled()).isEmpty();
    }
}
