package dev.scholium.web.rate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.scholium.rate.RatedTurn;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Ratings;
import dev.scholium.web.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole small study by three raters in three browser contexts; its server is killed in the middle. */
class StudyInChromiumTest {

    private static final int SCREENS = 6;
    private static final int BEFORE_THE_KILL = 2;

    private final Map<String, Page> pages = new LinkedHashMap<>();

    @Test
    void nothingIsLostWhenTheServerIsKilledAndHostileTextsStayTexts(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Chromium chromium = Chromium.open()) {
            Path study = StudyFiles.write(folder);
            RateProcess server = RateProcess.start(study, 0);
            try {
                int port = server.port();
                for (String rater : StudyFiles.RATERS) {
                    pages.put(rater, chromium.show(server.link(rater), 1000, true));
                    for (int place = 0; place < BEFORE_THE_KILL; place++) {
                        rate(rater, place);
                    }
                }
                assertReadableByAll(page("Anna"));

                server.kill();
                answer("Anna", BEFORE_THE_KILL); // while no server is there
                assertThat(page("Anna").locator("#status")).containsText("the server cannot be reached");
                page("Ben").close(); // and a browser crashes: answers are with the server already
                server = RateProcess.start(study, port);
                assertThat(page("Anna").locator("#status")).hasText("Stored.");
                next("Anna", BEFORE_THE_KILL);
                pages.put("Ben", chromium.show(server.link("Ben"), 320, true));
                for (String rater : StudyFiles.RATERS) {
                    int from = rater.equals("Anna") ? BEFORE_THE_KILL + 1 : BEFORE_THE_KILL;
                    for (int place = from; place < SCREENS; place++) {
                        rate(rater, place);
                    }
                    assertThat(page(rater).locator("h1")).hasText("Thank you, " + rater);
                    assertThat(Chromium.barriers(page(rater))).isEmpty();
                }

                assertEverythingIsKept(study);
                settle(chromium.show(server.owner(), 1000, true));
            } finally {
                server.kill();
            }
            assertThat(chromium.complaints())
                    .filteredOn(line -> !line.contains("net::ERR_CONNECTION"))
                    .isEmpty();
        }
    }

    private Page page(String rater) {
        return java.util.Objects.requireNonNull(pages.get(rater));
    }

    private static int points(String rater, int place) {
        return (place + StudyFiles.RATERS.indexOf(rater)) % 5 + 1;
    }

    private void rate(String rater, int place) {
        answer(rater, place);
        next(rater, place);
    }

    /** Both questions by number keys; the second first as a slip that is undone. */
    private void answer(String rater, int place) {
        Page page = page(rater);
        assertThat(page.locator("#form.ready[data-place='" + place + "']")).isVisible();
        page.keyboard().press(String.valueOf(points(rater, place)));
        page.keyboard().press("5");
        page.keyboard().press("u");
        page.keyboard().press("0"); // cannot judge
    }

    private void next(String rater, int place) {
        Page page = page(rater);
        if (place == 1) {
            page.keyboard().press("c");
            page.keyboard().type("Hm. " + StudyFiles.HOSTILE);
            page.keyboard().press("Escape");
        }
        page.locator("#next").focus();
        page.keyboard().press("Enter");
        if (place == 0) {
            assertThat(page.locator("#note")).containsText("Most would say 5." + StudyFiles.HOSTILE);
            page.keyboard().press("Enter");
        }
    }

    private static void assertReadableByAll(Page page) throws IOException {
        assertThat(page.locator(".said")).containsText(StudyFiles.HOSTILE);
        assertThat(page.content()).doesNotContain("plain.jsonl", "rich.jsonl", "source");
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            assertThat(Chromium.barriers(page)).isEmpty();
        }
        page.setViewportSize(320, 640);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
        page.setViewportSize(1000, 800);
        assertThat(page.url()).endsWith("/rate");
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
    }

    private static void assertEverythingIsKept(Path study) {
        try (RatingStore store = RatingStore.open(RatingStore.fileOf(study), Clock.systemUTC())) {
            Ratings ratings = store.ratings();
            assertThat(ratings.turns()).hasSize(StudyFiles.RATERS.size() * SCREENS);
            for (RatedTurn rated : ratings.turns()) {
                int place = rated.turn().place();
                assertThat(rated.doneAt()).as("%s %d", rated.rater(), place).isPresent();
                assertThat(rated.answers()).isEqualTo(Map.of("faithful", points(rated.rater(), place), "length", 0));
                assertThat(rated.comment()).isEqualTo(place == 1 ? "Hm. " + StudyFiles.HOSTILE : "");
            }
        }
    }

    private static void settle(Page page) throws IOException {
        assertThat(page.locator("#progress ~ p")).containsText("12 of 12 ratings of 4 cards");
        assertThat(page.locator("#disagreements ~ article .said").first()).containsText(StudyFiles.HOSTILE);
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            assertThat(Chromium.barriers(page)).isEmpty();
        }
        page.setViewportSize(320, 640);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#disagreements ~ article form").first()).not().isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        String before = page.locator("#disagreements ~ p").innerText();

        page.locator("article form button[value='3']").first().click();

        assertThat(page.locator("#disagreements ~ p")).containsText("1 settled");
        assertThat(before).contains("0 settled");
    }
}
