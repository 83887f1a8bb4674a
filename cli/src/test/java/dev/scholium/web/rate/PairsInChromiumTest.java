package dev.scholium.web.rate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.scholium.rate.CardDrawer;
import dev.scholium.rate.RatedTurn;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Study;
import dev.scholium.rate.StudyReader;
import dev.scholium.web.Chromium;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of two rationales is better: two raters to whom the two are shown in different orders. */
class PairsInChromiumTest {

    private static final int SCREENS = 3;

    @TempDir
    private Path folder;

    private Chromium chromium;
    private RatingStore store;
    private StudyTokens tokens;
    private WebServer server;

    @BeforeEach
    void serve() {
        chromium = Chromium.open();
        Path file = StudyFiles.writePairs(folder);
        Study study = StudyReader.read(file);
        tokens = StudyTokens.of(StudyTokens.fileOf(file), study.raters().names());
        store = RatingStore.open(
                RatingStore.fileOf(file), study, () -> CardDrawer.draw(study, folder), Clock.systemUTC());
        server = WebServer.start(
                WebConfig.loopback(0), path -> true, line -> {}, new RatingPages(store, tokens, false)::addTo);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            store.close();
            chromium.close();
        }
    }

    @Test
    void whatIsBetterIsKeptByItsSourceWhereverItStoodOnTheScreen() throws IOException {
        try (Page anna = chromium.show(server.url() + "/#" + tokens.rater("Anna"), 1000, true)) {
            assertReadableByAll(anna);
            for (int place = 0; place < SCREENS; place++) {
                choose(anna, place, sideOf(anna, "rich"));
            }
            assertThat(anna.locator("h1")).hasText("Thank you, Anna");
            anna.navigate(server.url() + "/rate?place=1");
            assertThat(anna.locator("fieldset input:checked"))
                    .hasAttribute("value", String.valueOf(sideOf(anna, "rich")));
        }
        try (Page ben = chromium.show(server.url() + "/#" + tokens.rater("Ben"), 320, true)) {
            for (int place = 0; place < SCREENS; place++) {
                choose(ben, place, 3); // neither
            }
            assertThat(ben.locator("h1")).hasText("Thank you, Ben");
        }

        for (RatedTurn rated : store.ratings().turns()) {
            List<String> order = rated.turn().card().rationales().stream()
                    .map(written -> written.source())
                    .toList();
            assertThat(rated.answers().values())
                    .containsExactly(rated.rater().equals("Ben") ? 3 : order.indexOf("rich") + 1);
        }
        assertThat(store.ratings().turns().stream().map(rated -> rated.turn().swapped()))
                .as("both orders occur")
                .contains(true, false);
        settle();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void anotherLinkInTheSameBrowserIsAnotherRaterAndTheOldPageStoresNothingInThatName() {
        try (Page anna = chromium.show(server.url() + "/#" + tokens.rater("Anna"), 1000, true)) {
            assertThat(anna.locator("#form.ready")).isVisible();
            assertThat(anna.locator(".kind")).containsText("Anna");
            Page ben = chromium.showBeside(server.url() + "/#" + tokens.rater("Ben"), anna);
            assertThat(ben.locator(".kind")).containsText("Ben");

            anna.keyboard().press("1");
            assertThat(anna.locator("#status"))
                    .hasText("Not stored: this page is another rater's; open your link again");
            assertThat(store.ratings().turns()).isEmpty();

            anna.navigate(server.url() + "/#" + tokens.rater("Anna"));
            assertThat(anna.locator("#status")).hasText("Stored.");
        }
        assertThat(store.ratings().turns()).extracting(RatedTurn::rater).containsExactly("Anna");
        assertThat(chromium.complaints()).allMatch(line -> line.contains("409 (Conflict)")); // the browser's own note
    }

    private static int sideOf(Page page, String source) {
        assertThat(page.locator("#form.ready")).isVisible();
        return page.locator(".said").first().innerText().startsWith(source) ? 1 : 2;
    }

    private static void choose(Page page, int place, int side) {
        assertThat(page.locator("#form.ready[data-place='" + place + "']")).isVisible();
        page.keyboard().press(String.valueOf(side));
        page.keyboard().press("Enter"); // "Next" has the focus
        assertThat(page.locator("#form[data-place='" + place + "']")).hasCount(0);
    }

    private static void assertReadableByAll(Page page) throws IOException {
        assertThat(page.locator(".which")).hasText(new String[] {"First rationale", "Second rationale"});
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            assertThat(Chromium.barriers(page)).as(colours.name()).isEmpty();
        }
        page.setViewportSize(320, 640);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
    }

    /** The owner is told sources, not sides. */
    private void settle() {
        try (Page owner = chromium.show(server.url() + "/#" + tokens.owner(), 1000, true)) {
            Locator card = owner.locator("#disagreements ~ article").first();
            assertThat(owner.locator("th[scope=row]")
                            .filter(new Locator.FilterOptions().setHasText("Krippendorff's alpha, nominal")))
                    .hasCount(1);
            assertThat(card.locator(".votes")).containsText("Anna: rich");
            assertThat(card.locator(".votes")).containsText("Ben: neither");
            card.locator("button", new Locator.LocatorOptions().setHasText("rich"))
                    .click();
            assertThat(owner.locator("#disagreements ~ article p.label")).hasText("Settled as rich");
        }
    }
}
