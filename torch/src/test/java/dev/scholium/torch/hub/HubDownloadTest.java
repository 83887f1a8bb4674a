package dev.scholium.torch.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.torch.checkpoint.ModelFolder;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against a hub on this machine that answers as Hugging Face's does: small files itself, large ones by another host.
 */
class HubDownloadTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final byte[] WEIGHTS = new byte[300_000];

    static {
        for (int i = 0; i < WEIGHTS.length; i++) {
            WEIGHTS[i] = (byte) (i * 31);
        }
    }

    @TempDir
    private Path cache;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer hub;
    private HttpServer other;
    private int cutAfter = Integer.MAX_VALUE;
    private int status = 200;
    private String target = ""; // of large files, in place of the other host
    private String silent = "none"; // a path that is answered in part, and never wholly
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void start() throws IOException {
        files.put("config.json", "{}".getBytes(StandardCharsets.UTF_8));
        files.put("tokenizer.json", "{\"model\": {}}".getBytes(StandardCharsets.UTF_8));
        files.put("model.safetensors", WEIGHTS.clone());
        files.put("pytorch_model.bin", new byte[] {1});
        files.put("../../escape.json", new byte[] {1});
        hub = server();
        other = server();
        hub.createContext("/api/models/google-t5/t5-small/revision/main", this::listing);
        hub.createContext("/google-t5/t5-small/resolve/" + COMMIT + "/", exchange -> file(exchange, true));
        other.createContext("/cdn/", exchange -> file(exchange, false));
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), 0), 16);
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        ended.countDown();
        hub.stop(0);
        other.stop(0);
    }

    private void listing(HttpExchange exchange) throws IOException {
        note(exchange);
        if (path(exchange).endsWith(silent)) {
            silence();
        }
        StringBuilder names = new StringBuilder();
        files.keySet()
                .forEach(name -> names.append(names.isEmpty() ? "" : ",")
                        .append("{\"rfilename\":\"")
                        .append(name)
                        .append("\"}"));
        byte[] body = ("{\"sha\":\"" + COMMIT + "\",\"siblings\":[" + names + "]}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
        if (status == 200) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void file(HttpExchange exchange, boolean isHub) throws IOException {
        note(exchange);
        String path = path(exchange);
        String name = path.substring(path.lastIndexOf('/') + 1);
        byte[] content = Objects.requireNonNull(files.get(name), name);
        boolean large = name.endsWith(".safetensors");
        if (isHub && large) {
            exchange.getResponseHeaders().set("x-linked-etag", "\"" + hash("SHA-256", WEIGHTS) + "\"");
            exchange.getResponseHeaders().set("x-linked-size", "" + WEIGHTS.length);
            exchange.getResponseHeaders().set("location", target.isEmpty() ? address(other) + "/cdn/" + name : target);
            exchange.sendResponseHeaders(302, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            byte[] header = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("etag", "\"" + hash("SHA-1", header, content) + "\"");
            exchange.getResponseHeaders().set("content-length", "" + content.length);
            exchange.sendResponseHeaders(200, -1);
        } else {
            send(exchange, content);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
        exchange.getResponseBody().write(content, from, Math.min(content.length - from, cutAfter));
        exchange.getResponseBody().flush();
        if (path(exchange).endsWith(silent)) {
            silence();
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    /** Says nothing more until the test has ended. */
    private void silence() {
        try {
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(HttpExchange exchange) {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " "
                + exchange.getRequestHeaders().getFirst("authorization") + " "
                + exchange.getRequestHeaders().getFirst("range"));
    }

    private static String hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            Arrays.stream(parts).forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Path pull(boolean offline) {
        return pull(offline, Duration.ofSeconds(60));
    }

    private Path pull(boolean offline, Duration patience) {
        HubSettings settings = new HubSettings(URI.create(address(hub)), "hf_secret", offline, cache);
        return new HubDownload(settings, Progress.none(), patience).download("google-t5/t5-small", "main");
    }

    @Test
    void putsAModelWhereThePythonLibraryLooksForIt() throws IOException {
        Path folder = pull(false);

        assertThat(folder).isEqualTo(cache.resolve("models--google-t5--t5-small/snapshots/" + COMMIT));
        assertThat(folder.resolve("model.safetensors")).isSymbolicLink().hasBinaryContent(WEIGHTS);
        assertThat(Files.readSymbolicLink(folder.resolve("model.safetensors")))
                .isEqualTo(Path.of("../../blobs", hash("SHA-256", WEIGHTS)));
        assertThat(cache.resolve("models--google-t5--t5-small/refs/main")).hasContent(COMMIT);
        assertThat(new ModelFolder(Map.of("HF_HUB_CACHE", cache.toString()), cache).find("google-t5/t5-small"))
                .isEqualTo(folder);
    }

    @Test
    void takesNothingThatCouldBeCodeAndLeavesNoFolder() throws IOException {
        Path folder = pull(false);

        try (var names = Files.list(folder)) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.json", "tokenizer.json", "model.safetensors");
        }
        assertThat(cache.resolve("../escape.json")).doesNotExist();
    }

    @Test
    void tellsTheTokenToTheHubAlone() {
        pull(false);

        assertThat(asked)
                .filteredOn(line -> line.contains("/cdn/"))
                .isNotEmpty()
                .allMatch(line -> line.contains(" null "));
        assertThat(asked)
                .filteredOn(line -> !line.contains("/cdn/"))
                .allMatch(line -> line.contains(" Bearer hf_secret "));
    }

    @Test
    void goesOnWhereABrokenDownloadStopped() {
        cutAfter = 100_000;
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessageContaining("run the same command again to go on");
        assertThat(cache.resolve("models--google-t5--t5-small/refs/main")).doesNotExist();
        cutAfter = Integer.MAX_VALUE;

        Path folder = pull(false);

        assertThat(asked).anyMatch(line -> line.matches("GET /cdn/model.safetensors null bytes=\\d{4,}-"));
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() {
        Duration patience = Duration.ofMillis(300);
        silent = "/main";
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false, patience))
                .withMessage("cannot reach 127.0.0.1 (TimeoutException); is there a network?"
                        + " Run the same command again to go on");
    }

    @Test
    void aFileThatStopsToComeIsNotWaitedForForEver() {
        silent = "/cdn/model.safetensors";
        cutAfter = 100_000;

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false, Duration.ofSeconds(1)))
                .withMessage(cache.resolve("models--google-t5--t5-small/blobs/" + hash("SHA-256", WEIGHTS))
                        + ".incomplete: nothing came for 1 s; run the same command again to go on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://no host/", "file:///etc/passwd", "mailto:a@b", "http:///nowhere"})
    void refusesAnAnswerThatPointsNowhere(String location) {
        target = location;

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessage(
                        address(hub) + "/google-t5/t5-small/resolve/" + COMMIT + "/model.safetensors: must point to"
                                + " an http or https address, but its answer with status 302 points to none");
    }

    @Test
    void offlineABrokenDownloadIsNoModel() throws IOException {
        cutAfter = 100_000;
        assertThatExceptionOfType(ScholiumException.class).isThrownBy(() -> pull(false));
        Files.delete(cache.resolve("models--google-t5--t5-small/snapshots/" + COMMIT + "/tokenizer.json"));

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new HubDownload(
                                new HubSettings(URI.create(address(hub)), "", true, cache), Progress.none())
                        .download("google-t5/t5-small", COMMIT))
                .withMessage(
                        "google-t5/t5-small at " + COMMIT + " must be in the cache "
                                + cache.resolve("models--google-t5--t5-small")
                                + ", since HF_HUB_OFFLINE is set, but lacks [tokenizer.json or spiece.model, model.safetensors]");
    }

    @Test
    void weightsInSeveralFilesAreAllThereOrNoModel() {
        files.put("model-00001-of-00002.safetensors", Objects.requireNonNull(files.remove("model.safetensors")));
        files.put(
                "model.safetensors.index.json",
                "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\", \"b\": \"model-00002-of-00002.safetensors\"}}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessage(address(hub) + "/google-t5/t5-small: must have all files of its weights, but lacks"
                        + " [model-00002-of-00002.safetensors]");
        assertThat(cache.resolve("models--google-t5--t5-small/refs/main")).doesNotExist();
    }

    @Test
    void downloadsNothingTwice() {
        pull(false);
        asked.clear();

        pull(false);

        assertThat(asked).noneMatch(line -> line.startsWith("GET /google") || line.startsWith("GET /cdn"));
    }

    @Test
    void refusesWhatIsNotWhatWasAnnounced() {
        Objects.requireNonNull(files.get("model.safetensors"))[17] ^= 1;

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessageMatching(
                        "model.safetensors: must have the hash [0-9a-f]{64}, but what came has [0-9a-f]{64};"
                                + " it was deleted, run the same command again");
        assertThat(cache.resolve("models--google-t5--t5-small/blobs/" + hash("SHA-256", WEIGHTS)))
                .doesNotExist();
    }

    @Test
    void saysWhatIsMissingInARepository() {
        files.remove("model.safetensors");

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessage(
                        address(hub) + "/google-t5/t5-small: must have config.json, safetensors, and tokenizer.json,"
                                + " spiece.model or the tokenizer_class ByT5Tokenizer, but of these it has only"
                                + " [config.json, tokenizer.json]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer_config.json", "config.json"})
    void aByT5NeedsNoVocabulary(String naming) {
        files.remove("tokenizer.json");
        files.put(naming, "{\"tokenizer_class\": \"ByT5Tokenizer\"}".getBytes(StandardCharsets.UTF_8));

        Path folder = pull(false);

        assertThat(pull(true)).isEqualTo(folder);
        try (T5Tokenizer tokenizer = T5Tokenizer.open(folder)) {
            assertThat(tokenizer.encode("a")).containsExactly('a' + 3, 1); // bytes follow three special tokens
        }
    }

    @Test
    void withoutATokenizerNoWeightsAreDownloaded() {
        files.remove("tokenizer.json");
        files.put("tokenizer_config.json", "{\"tokenizer_class\": \"T5Tokenizer\"}".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessage(
                        address(hub) + "/google-t5/t5-small: must have config.json, safetensors, and tokenizer.json,"
                                + " spiece.model or the tokenizer_class ByT5Tokenizer, but of these it has only"
                                + " [config.json, tokenizer_config.json, model.safetensors]");
        assertThat(asked).noneMatch(line -> line.contains("safetensors"));
    }

    @Test
    void saysWhatToDoAboutAStatus() {
        status = 401;
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessage(
                        address(hub) + "/api/models/google-t5/t5-small/revision/main: may not be read with the token"
                                + " from HF_TOKEN");
        status = 404;
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(false))
                .withMessageContaining("is not there; check the name and the revision");
    }

    @Test
    void asksNothingWhenOffline() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> pull(true))
                .withMessage("google-t5/t5-small at main must be in the cache "
                        + cache.resolve("models--google-t5--t5-small") + ", since HF_HUB_OFFLINE is set, but is not");
        assertThat(asked).isEmpty();
        Path folder = pull(false);
        asked.clear();

        assertThat(pull(true)).isEqualTo(folder);
        assertThat(asked).isEmpty();
    }

    @Test
    void readsThePythonLibrarysVariables() throws IOException {
        Path home = Files.createDirectories(cache.resolve("home"));
        Files.writeString(home.resolve("token"), "hf_file\n");

        HubSettings settings = HubSettings.of(
                Map.of("HF_HOME", home.toString(), "HF_ENDPOINT", "http://localhost:9/", "HF_HUB_OFFLINE", "1"), cache);

        assertThat(settings.token()).isEqualTo("hf_file");
        assertThat(settings.endpoint()).hasToString("http://localhost:9");
        assertThat(settings.offline()).isTrue();
        assertThat(settings.cache()).isEqualTo(home.resolve("hub"));
        assertThat(settings.toString()).doesNotContain("hf_file");
    }

    @Test
    void takesTheTokenFromNoOtherFileThanThePythonLibrary() throws IOException {
        Path shared = Files.createDirectories(cache.resolve("shared"));
        Files.writeString(shared.resolve("token"), "of another program");
        Path own = Files.createDirectories(cache.resolve("own/huggingface"));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HF_HUB_CACHE", shared.resolve("cache").toString());
        variables.put("XDG_CACHE_HOME", cache.resolve("own").toString());
        assertThat(HubSettings.of(variables, cache).token()).isEmpty();

        Files.writeString(own.resolve("token"), "hf_own");
        assertThat(HubSettings.of(variables, cache).token()).isEqualTo("hf_own");

        variables.put(
                "HF_TOKEN_PATH",
                Files.writeString(cache.resolve("hf.txt"), "hf_path\n").toString());
        assertThat(HubSettings.of(variables, cache).token()).isEqualTo("hf_path");
    }
}
