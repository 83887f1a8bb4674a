package dev.scholium.web.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.browse.Place;
import dev.scholium.browse.RowIndexes;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowsePagesTest {

    @TempDir
    private Path folder;

    private OpenIndex index;
    private BrowsePages pages;
    private WebServer server;

    @BeforeEach
    void serve() {
        new ReadRun(folder, 25).write();
        index = OpenIndex.open(new RowIndexes(List.of(new Place.OfRun(folder)), List.of()), Progress.none());
        pages = new BrowsePages(index, "", Clock.systemUTC());
        server = WebServer.start(WebConfig.loopback(0), path -> false, line -> {}, pages::addTo);
    }

    @AfterEach
    void close() {
        server.close();
        index.close();
    }

    private HttpResponse<String> get(String path) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString())
                .join();
    }

    @Test
    void pagesSearchesAndFiltersRowsByLinksAlone() {
        assertThat(get("/").body())
                .contains("Rows 1 to 20 of 25.", "Page 1 of 2", "href=\"/?page=2\"", "value=\"systems disagree\"")
                .doesNotContain("<script>", "style=");
        assertThat(get("/?page=2").body()).contains("Rows 21 to 25 of 25.", ">r24</a>");
        assertThat(get("/?page=99").body()).contains("Rows 21 to 25 of 25.");
        assertThat(get("/?q=harbour").body())
                .contains("Rows 1 to 1 of 1.", "href=\"/row?in=dev&amp;uid=r0&amp;q=harbour\"");
        assertThat(get("/?rejected=extraction").body())
                .contains("Rows 1 to 1 of 1.", "extraction rejected: refusal", "✓ entailment by 2 systems");
        assertThat(get("/?answers=systems+disagree&label=neutral").body())
                .contains("Rows 1 to 4 of 4.", "checked", "aria-label=\"without label: neutral\"");
        assertThat(get("/?q=nowhere").body()).contains("No rows.");
    }

    @Test
    void showsAllThatWasSaidOfARowAndStepsWithinTheSelection() {
        assertThat(get("/row?in=dev&uid=r3&answers=systems+disagree").body())
                .contains(
                        "rel=\"prev\" href=\"/row?in=dev&amp;uid=r1&amp;answers=systems+disagree\"",
                        "rel=\"next\" href=\"/row?in=dev&amp;uid=r5&amp;answers=systems+disagree\"",
                        "By extraction, the ",
                        "<mark class=\"both\">house</mark>",
                        "<mark class=\"second\">red</mark>",
                        "✓ right: entailment",
                        "✗ wrong: maybe");
        assertThat(get("/row?in=dev&uid=r24").body())
                .contains("✗ rejected: refusal", "I cannot say.")
                .doesNotContain("rel=\"next\"");
        assertThat(get("/row?in=dev&uid=nobody").statusCode()).isEqualTo(404);
        assertThat(get("/row").statusCode()).isEqualTo(404);
    }

    @Test
    void oneOfEachKindOfPageIsRehearsed() {
        assertThat(pages.rehearsal()).containsExactly("/", "/?q=the", "/row?in=dev&uid=r0", "/live");
        pages.rehearsal().forEach(path -> assertThat(get(path).statusCode()).isEqualTo(200));
    }

    @Test
    void aChangedFileIsReadAnewBeforeAnythingIsDecidedByIt() {
        AtomicFile.write(folder.resolve("augmented/reasoning-dev.jsonl"), "");

        int rationales =
                index.readFresh(open -> open.row(0).orElseThrow().rationales().size());

        assertThat(rationales).isEqualTo(1);
        assertThat(get("/row?in=dev&uid=r3").body()).doesNotContain("By reasoning");
    }
}
