package dev.scholium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import dev.scholium.web.WebConfig.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {

    private static final String TOKEN = "correct-horse-battery";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private WebServer start(WebConfig config) {
        return WebServer.start(config, path -> path.equals("/health"), log::add, routes -> {
            routes.get("/health", request -> request.result("ok"));
            routes.get("/rate/{token}", request -> request.result("page"));
            routes.post("/echo", request -> request.result(request.body()));
            routes.get("/defect", request -> {
                throw new IllegalStateException("secret text");
            });
            routes.get("/slow", request -> {
                entered.countDown();
                released.await();
                request.result("whole");
            });
        });
    }

    private static HttpRequest.Builder to(WebServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.ofString())
                .join();
    }

    /** The first line of the reply to a request written by hand. */
    private static String raw(WebServer server, String head) throws IOException {
        try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void anOpenAddressWithoutATokenIsRefused() {
        WebConfig closed = WebConfig.loopback(0);

        assertThatThrownBy(() -> new WebConfig(
                        "0.0.0.0",
                        0,
                        closed.token(),
                        closed.tls(),
                        closed.maxBodyBytes(),
                        closed.publicName(),
                        closed.patience()))
                .isInstanceOf(ScholiumException.class)
                .hasMessage("host 0.0.0.0: other machines can reach it, so callers must show a token, but none is set;"
                        + " set one, or listen on 127.0.0.1");
    }

    @Test
    void aShortTokenIsRefusedAndNoneIsShown() {
        assertThatThrownBy(() -> WebConfig.loopback(0).withToken("short"))
                .hasMessage("token: must have at least 16 characters, but has 5");
        assertThat(WebConfig.loopback(0)
                        .withToken(TOKEN)
                        .withTls(new Tls(Path.of("key.p12"), "hidden"))
                        .toString())
                .doesNotContain(TOKEN, "hidden");
    }

    @Test
    void everyReplyForbidsScriptsFramesAndGuessing() {
        try (WebServer server = start(WebConfig.loopback(0))) {
            for (String path : List.of("/health", "/nowhere", "/defect", "/static/favicon.svg")) {
                HttpResponse<String> reply = send(to(server, path));
                assertThat(reply.headers().firstValue("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .contains("default-src 'self'", "frame-ancestors 'none'")
                                .doesNotContain("unsafe"));
                assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
                assertThat(reply.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
                assertThat(reply.headers().firstValue("Server")).isEmpty();
            }
        }
    }

    @Test
    void aBrowserGetsARefusalAsAPageInTheLookOfReports() {
        try (WebServer server = start(WebConfig.loopback(0).withToken(TOKEN))) {
            HttpResponse<String> page = send(to(server, "/rate/x").header("Accept", "text/html,*/*"));

            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
            assertThat(page.body())
                    .contains("the token is missing or wrong", "<link rel=\"stylesheet\" href=\"/static/style.css\">")
                    .doesNotContain("<style", "style=");
            assertThat(send(to(server, "/static/style.css")).body())
                    .contains("prefers-color-scheme: dark", "@media print", "nav {");
        }
    }

    @Test
    void aRehearsalAsksPastTheDoorkeeperBeforeAnybodyElseDoes() {
        AtomicInteger answered = new AtomicInteger();
        try (WebServer server = WebServer.start(
                WebConfig.loopback(0).withToken(TOKEN),
                path -> false,
                log::add,
                routes -> routes.get("/page", request -> answered.incrementAndGet()))) {
            server.rehearse(List.of("/page?q=the", "/nowhere"));

            assertThat(answered).hasValue(2);
            assertThat(send(to(server, "/page")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aDefectTellsTheCallerNothing() {
        try (WebServer server = start(WebConfig.loopback(0))) {
            HttpResponse<String> reply = send(to(server, "/defect"));

            assertThat(reply.statusCode()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("{\"error\":\"the server failed to answer; its log says more\"}");
        }
    }

    @Test
    void anotherMethodOfAPathIsRefusedWithThoseThatItHas() {
        try (WebServer server = start(WebConfig.loopback(0))) {
            HttpResponse<String> reply = send(to(server, "/echo"));

            assertThat(reply.statusCode()).isEqualTo(405);
            assertThat(reply.headers().firstValue("Allow")).hasValue("POST");
            assertThat(reply.body()).isEqualTo("{\"error\":\"this path has no method GET\"}");
        }
    }

    @Test
    void onlyTheTokenOpensButForOpenPaths() {
        try (WebServer server = start(WebConfig.loopback(0).withToken(TOKEN))) {
            assertThat(send(to(server, "/health")).statusCode()).isEqualTo(200);
            assertThat(send(to(server, "/rate/x")).statusCode()).isEqualTo(401);
            assertThat(send(to(server, "/rate/x").header("Authorization", "Bearer " + TOKEN + "x"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(send(to(server, "/rate/x").header("Authorization", "Bearer " + TOKEN))
                            .statusCode())
                    .isEqualTo(200);
            String basic = Base64.getEncoder().encodeToString(("me:" + TOKEN).getBytes(StandardCharsets.UTF_8));
            assertThat(send(to(server, "/rate/x").header("Authorization", "Basic " + basic))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(log).noneMatch(line -> line.contains(TOKEN));
    }

    @Test
    void aNameTurnedToThisMachineIsRefused() throws IOException {
        try (WebServer server = start(WebConfig.loopback(0))) {
            assertThat(raw(server, "GET /health HTTP/1.1\r\nHost: evil.example:" + server.port()))
                    .contains(" 421 ");
            assertThat(raw(server, "GET /health HTTP/1.1\r\nHost: localhost:" + server.port()))
                    .contains(" 200 ");
        }
    }

    @Test
    void pagesOfOtherSitesChangeNothing() {
        try (WebServer server = start(WebConfig.loopback(0))) {
            assertThat(send(to(server, "/echo")
                                    .POST(BodyPublishers.ofString("a"))
                                    .header("Origin", "https://evil.example"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send(to(server, "/echo")
                                    .POST(BodyPublishers.ofString("a"))
                                    .header("Origin", server.url()))
                            .body())
                    .isEqualTo("a");
        }
    }

    @Test
    void bodiesKeepToTheLimitAndSayTheirLength() {
        try (WebServer server = start(WebConfig.loopback(0).withMaxBodyBytes(4))) {
            assertThat(send(to(server, "/echo").POST(BodyPublishers.ofString("four")))
                            .body())
                    .isEqualTo("four");
            HttpResponse<String> long5 = send(to(server, "/echo").POST(BodyPublishers.ofString("fives")));
            assertThat(long5.statusCode()).isEqualTo(413);
            assertThat(long5.body()).isEqualTo("{\"error\":\"the body must have at most 4 bytes, but has 5\"}");
            assertThat(send(to(server, "/echo")
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .POST(BodyPublishers.ofInputStream(InputStream::nullInputStream)))
                            .statusCode())
                    .isEqualTo(411);
        }
    }

    @Test
    void theLogNamesRoutesAndNothingOfTheCaller() {
        try (WebServer server = start(WebConfig.loopback(0))) {
            send(to(server, "/rate/hidden-token?query=hidden-query"));
            send(to(server, "/nowhere-hidden"));
        }

        assertThat(log).hasSize(2).noneMatch(line -> line.contains("hidden"));
        assertThat(log.get(0)).contains("\"method\":\"GET\",\"route\":\"/rate/{token}\",\"status\":200,\"ms\":");
        assertThat(log.get(1)).contains("\"route\":\"-\",\"status\":404");
    }

    @Test
    void filesComeWithTheirTypeAndOnlyOnce() {
        try (WebServer server = start(WebConfig.loopback(0))) {
            HttpResponse<String> first = send(to(server, "/static/favicon.svg"));
            assertThat(first.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
            String tag = first.headers().firstValue("ETag").orElseThrow();

            assertThat(send(to(server, "/static/favicon.svg").header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);
            assertThat(send(to(server, "/static/..%2fWebServer.class")).statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void aStopLetsTheReplyUnderWayEnd() throws InterruptedException {
        WebServer server = start(WebConfig.loopback(0));
        CompletableFuture<HttpResponse<String>> slow =
                HttpClient.newHttpClient().sendAsync(to(server, "/slow").build(), BodyHandlers.ofString());
        entered.await();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        Thread.sleep(50); // the stop has begun, or it begins later: the reply must be whole either way
        assertThat(stopped).isNotDone();
        released.countDown();

        assertThat(slow.join().body()).isEqualTo("whole");
        stopped.join();
    }

    @Test
    void aBodyThatDripsIsNotWaitedFor() throws IOException, InterruptedException {
        try (WebServer server = start(WebConfig.loopback(0));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na"
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(200); // 64 bytes a second would be 13
            socket.getOutputStream().write('b');

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    /** A minute is what nginx keeps its connections to a server for. */
    @Test
    @Tag("slow")
    void aConnectionIsOpenStillWhenAProxyUsesItAgain() throws IOException, InterruptedException {
        try (WebServer server = start(WebConfig.loopback(0));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(61_000);
            socket.getOutputStream()
                    .write(request.replace("Host", "Connection: close\r\nHost").getBytes(StandardCharsets.US_ASCII));

            String replies = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(replies.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void speaksHttpsWithTheKeyOfAStore(@TempDir Path folder) throws Exception {
        KeyStoreForTest key = KeyStoreForTest.in(folder);
        Path store = key.file();

        try (WebServer server = start(WebConfig.loopback(0).withTls(key.tls()))) {
            assertThat(server.url()).startsWith("https://");
            HttpResponse<String> reply = HttpClient.newBuilder()
                    .sslContext(key.trusted())
                    .build()
                    .send(to(server, "/health").build(), BodyHandlers.ofString());
            assertThat(reply.body()).isEqualTo("ok");
        }
        assertThatThrownBy(() -> start(WebConfig.loopback(0).withTls(new Tls(store, "another"))))
                .hasMessage(store + ": its password is wrong");
        Path text = Files.writeString(folder.resolve("text"), "no store");
        assertThatThrownBy(() -> start(WebConfig.loopback(0).withTls(new Tls(text, "changeit"))))
                .hasMessage(text + ": is no PKCS#12 or JKS key store");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> start(WebConfig.loopback(0).withTls(new Tls(missing, "changeit"))))
                .hasMessage(missing + ": is no file that can be read");
    }

    @Test
    void linksHoldAnAddressOfAnyVersion() {
        WebConfig config = WebConfig.loopback(0);
        assertThat(config.authority(80)).isEqualTo("127.0.0.1:80");
        WebConfig six =
                new WebConfig("::1", 0, config.token(), config.tls(), 1024, config.publicName(), config.patience());
        assertThat(six.authority(80)).isEqualTo("[::1]:80");
    }

    @Test
    void aTakenPortIsSaid() {
        try (WebServer server = start(WebConfig.loopback(0))) {
            assertThatThrownBy(() -> start(WebConfig.loopback(server.port())))
                    .hasMessage("127.0.0.1:" + server.port() + ": cannot listen there; is the port taken?");
        }
    }
}
