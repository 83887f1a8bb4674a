package dev.scholium.web.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.augment.RationaleEdits;
import dev.scholium.browse.Place;
import dev.scholium.browse.RowIndex;
import dev.scholium.browse.RowIndexes;
import dev.scholium.data.DataSplit;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.run.RunFolder;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does about rationales, by forms that no script has touched. */
class EditsTest {

    private static final String ROW = "?in=dev&uid=r0&q=harbour";
    private static final String WRITTEN = "By extraction, the kite or house 0 is red.";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00.5Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private OpenIndex index;
    private WebServer server;

    @BeforeEach
    void serve() {
        new ReadRun(folder, 3).write();
        index = OpenIndex.open(new RowIndexes(List.of(new Place.OfRun(folder)), List.of()), Progress.none());
        server = WebServer.start(
                WebConfig.loopback(0), path -> false, line -> {}, new BrowsePages(index, "Ilse", NOON)::addTo);
    }

    @AfterEach
    void close() {
        server.close();
        index.close();
    }

    private String page(String path) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString())
                .join()
                .body();
    }

    /** The first form of a row's page, filled in. */
    private Map<String, String> form(String row, String action, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\">")
                .matcher(page("/row" + row));
        while (input.find()) {
            fields.putIfAbsent(input.group(1), input.group(2));
        }
        fields.put("action", action);
        fields.put("text", text);
        fields.put("note", "it is plain");
        fields.put("who", "Ilse");
        return fields;
    }

    private HttpResponse<String> send(String row, Map<String, String> form, String origin) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(server.url() + "/edit" + row))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Accept", "text/html")
                                .header("Origin", origin)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    private HttpResponse<String> send(Map<String, String> form) {
        return send(ROW, form, server.url());
    }

    @Test
    void anEditIsKeptWithItsOriginAndLaidOverWhatStudentsLearn() {
        HttpResponse<String> reply = send(form(ROW, "edit", "A kite\nis  sold."));

        assertThat(reply.statusCode()).isEqualTo(303);
        assertThat(reply.headers().firstValue("Location")).hasValue("/row?in=dev&uid=r0&q=harbour&done=edit");
        List<RationaleEdit> kept = new EditFile(folder).read();
        assertThat(kept)
                .containsExactly(new RationaleEdit(
                        "2026-01-02T12:00:00Z",
                        "Ilse",
                        Action.edit,
                        "extraction",
                        DataSplit.DEV,
                        "r0",
                        RationaleEdit.hash(WRITTEN),
                        "A kite is sold.",
                        "it is plain"));
        assertThat(new RationaleEdits(kept)
                        .over("extraction", DataSplit.DEV, Map.of("r0", WRITTEN))
                        .texts())
                .containsEntry("r0", "A kite is sold.");
        assertThat(page("/row" + ROW + "&done=edit"))
                .contains(
                        "Your text is kept. The next training learns it so.",
                        "✎ edited by Ilse, 2026-01-02T12:00:00Z: it is plain",
                        "What the source wrote");
        assertThat(page("/?edited=edited")).contains("Rows 1 to 1 of 1.", "uid=r0");
    }

    @Test
    void nothingIsKeptWhereALinkLeadsOut(@TempDir Path elsewhere) throws IOException {
        Map<String, String> form = form(ROW, "veto", "");
        Path outside = Files.createFile(elsewhere.resolve("edits.jsonl"));
        Files.createSymbolicLink(new EditFile(folder).path(), outside);

        assertThat(send(form).body()).contains("its edits lie outside of the run folder");
        assertThat(page("/row" + ROW)).contains("its edits lie outside of the run folder");
        assertThat(outside).isEmptyFile();
    }

    @Test
    void aVetoIsTakenBack() {
        send(form(ROW, "veto", ""));
        assertThat(page("/row" + ROW)).contains("✗ vetoed by Ilse");
        assertThat(page("/?edited=vetoed")).contains("Rows 1 to 1 of 1.");

        send(form(ROW, "restore", ""));

        assertThat(page("/row" + ROW)).doesNotContain("✗ vetoed by Ilse");
        assertThat(new RationaleEdits(new EditFile(folder).read()).standing()).isEmpty();
    }

    @Test
    void aRejectedRowGetsARationaleByAPerson() {
        String rejected = "?in=dev&uid=r2";
        Matcher form =
                Pattern.compile("(?s)<h3[^>]*>extraction</h3>.*?</section>").matcher(page("/row" + rejected));
        assertThat(form.find()).isTrue();
        assertThat(form.group()).contains("Write one").doesNotContain("value=\"veto\"");
        Map<String, String> fields = form(rejected, "edit", "It cannot be.");
        fields.put("source", "extraction");
        fields.put("seen", "");

        assertThat(send(rejected, fields, server.url()).statusCode()).isEqualTo(303);

        assertThat(new RationaleEdits(new EditFile(folder).read())
                        .over("extraction", DataSplit.DEV, Map.of())
                        .written())
                .isEqualTo(1);
        assertThat(page("/row" + rejected)).contains("✎ written by Ilse");
    }

    @Test
    void whatTrialsOfASweepShareIsEditedInItsOwnFolder() throws IOException {
        for (String group : List.of("g1", "g2")) {
            Files.createDirectories(folder.resolve("shared").resolve(group));
        }
        Files.createDirectories(folder.resolve("shared/g2/trials"));
        Path first = folder.resolve("shared/g1/augmented");
        Files.move(folder.resolve("augmented"), first);
        AtomicFile.write(
                folder.resolve("shared/g2/augmented/extraction-dev.jsonl"),
                Files.readString(first.resolve("extraction-dev.jsonl")));
        index.readFresh(RowIndex::size);
        Map<String, String> form = form(ROW, "veto", "");
        form.put("folder", "shared/g2");

        String location = send(form).headers().firstValue("Location").orElseThrow();

        assertThat(new EditFile(folder.resolve("shared/g2")).read()).hasSize(1);
        assertThat(page(location))
                .contains(
                        "Trials of this sweep have begun without it",
                        "extraction (shared/g1)",
                        "extraction (shared/g2)")
                .containsOnlyOnce("✗ vetoed by Ilse");
        assertThat(page("/?edited=vetoed")).contains("Rows 1 to 1 of 1.");
        form.put("folder", "../elsewhere");
        assertThat(send(form).statusCode()).isEqualTo(409);
    }

    @Test
    void anEditOfWhatHasChangedMeanwhileIsNotKeptAndGivenBack() {
        Map<String, String> mine = form(ROW, "edit", "Mine <b>bold</b>.");
        send(form(ROW, "edit", "Another's."));

        HttpResponse<String> refused = send(mine);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains(
                        "somebody or a run has changed this rationale since you opened the row",
                        "Mine &lt;b&gt;bold&lt;/b&gt;.");
        assertThat(new EditFile(folder).read()).hasSize(1);
    }

    @Test
    void anEditOfATextThatARunHasWrittenAnewIsNotKept() throws IOException {
        Map<String, String> mine = form(ROW, "edit", "Mine.");
        Path file = folder.resolve("augmented/extraction-dev.jsonl");
        AtomicFile.write(file, Files.readString(file).replace("is red", "is blue again"));

        assertThat(send(mine).statusCode()).isEqualTo(409);

        assertThat(new EditFile(folder).path()).doesNotExist();
    }

    @Test
    void nothingIsEditedWhileARunIsAtWork() throws Exception {
        Map<String, String> mine = form(ROW, "edit", "Mine.");
        try (AutoCloseable lock = new RunFolder(folder).lock()) {
            HttpResponse<String> refused = send(mine);

            assertThat(lock).isNotNull();
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("another scholium process is at work in this run folder", "Mine.");
        }
        assertThat(new EditFile(folder).path()).doesNotExist();
    }

    @Test
    void refusesOtherSitesAndFormsThatSayTooLittle() {
        Map<String, String> mine = form(ROW, "edit", "Mine.");

        assertThat(send(ROW, mine, "https://evil.example").statusCode()).isEqualTo(403);
        mine.put("who", " ");
        assertThat(send(mine).body()).contains("an edit must say who made it");
        mine.put("who", "Ilse");
        mine.put("text", WRITTEN);
        assertThat(send(mine).body()).contains("change it, veto it, or leave it as it is");
        mine.put("text", "x".repeat(RationaleEdit.LONGEST_TEXT + 1));
        assertThat(send(mine).body()).contains("must have at most 20000 characters");
        mine.put("action", "erase");
        assertThat(send(mine).statusCode()).isEqualTo(400);
        mine.put("action", "veto");
        mine.put("source", "../nobody");
        assertThat(send(mine).statusCode()).isEqualTo(409);
        assertThat(new EditFile(folder).path()).doesNotExist();
    }
}
