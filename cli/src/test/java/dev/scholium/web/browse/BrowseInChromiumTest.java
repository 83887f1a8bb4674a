package dev.scholium.web.browse;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.scholium.augment.EditFile;
import dev.scholium.augment.RationaleEdit;
import dev.scholium.browse.Place;
import dev.scholium.browse.RowIndexes;
import dev.scholium.data.DataSplit;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.progress.ProgressReport;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.run.RunFolder;
import dev.scholium.run.Runner;
import dev.scholium.run.Stage;
import dev.scholium.torch.T5Engine;
import dev.scholium.web.Chromium;
import dev.scholium.web.HostileTexts;
import dev.scholium.web.ServerProcess;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people can do on the pages, tried in one browser with runs of which one has hostile texts everywhere. */
@Tag("native")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowseInChromiumTest {

    private static final String HOSTILE = HostileTexts.ALL;
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private Path read;
    private Path hostile;
    private Path made;
    private OpenIndex index;
    private OpenIndex hostileIndex;
    private WebServer server;
    private WebServer hostileServer;
    private Chromium chromium;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        chromium = Chromium.open();
        read = new ReadRun(folder.resolve("read"), 25).write();
        made = folder.resolve("made");
        Files.createDirectories(made.resolve("augmented"));
        index = index(read, made);
        server = serve(index);
        hostile = new ReadRun(folder.resolve("hostile"), 3).withText(HOSTILE).write();
        AtomicFile.write(
                hostile.resolve(ProgressReport.NAME),
                Json.line(new ProgressReport(
                        1, HOSTILE, "", "", HOSTILE, 9, 3, HOSTILE, 1, HOSTILE, List.of(HOSTILE, HOSTILE))));
        hostileIndex = index(hostile);
        hostileServer = serve(hostileIndex);
    }

    private static OpenIndex index(Path... runs) {
        List<Place> places = Arrays.stream(runs).<Place>map(Place.OfRun::new).toList();
        return OpenIndex.open(new RowIndexes(places, List.of()), Progress.none());
    }

    private static WebServer serve(OpenIndex index) {
        return WebServer.start(
                WebConfig.loopback(0),
                path -> false,
                line -> {},
                new BrowsePages(index, "Ilse", Clock.systemUTC())::addTo);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
            server.close();
            index.close();
            hostileServer.close();
            hostileIndex.close();
        }
    }

    @Test
    void aReaderSearchesFiltersAndStepsFromRowToRowByKeyboard() {
        try (Page page = chromium.show(server.url() + "/", 1200, true)) {
            page.locator("#q").focus();
            page.keyboard().type("mill");
            page.keyboard().press("Enter");
            assertThat(page.locator("#count")).hasText("Rows 1 to 20 of 24.");

            page.locator("summary", new Page.LocatorOptions().setHasText("answers"))
                    .focus();
            page.keyboard().press("Enter");
            page.locator("input[value='systems disagree']").focus();
            page.keyboard().press("Space");
            page.keyboard().press("Enter");
            assertThat(page.locator("#count")).hasText("Rows 1 to 12 of 12.");

            page.locator("article.row h3 a").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("r1");
            page.locator("a[rel=next]").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("r3");
            assertThat(page.locator("section.teacher").first().locator("mark.both"))
                    .hasText("house");
            page.locator("nav a").first().click();
            assertThat(page.locator("#count")).hasText("Rows 1 to 12 of 12.");
        }
    }

    @Test
    void aPersonEditsARationaleAndTakesItBackAndIsRemembered() {
        try (Page page = chromium.show(server.url() + "/row?in=dev&uid=r2", 1200, true)) {
            Locator form = form(page, "read/reasoning");
            form.locator("textarea").fill("The kite is red.");
            form.locator("input[name=note]").fill("plainer");
            form.locator("input[name=who]").fill("Mara");
            form.locator("button[value=edit]").click();

            assertThat(page.locator("[role=status]")).hasText("Your text is kept. The next training learns it so.");
            RationaleEdit kept = new EditFile(read)
                    .read().stream()
                            .filter(edit -> edit.uid().equals("r2"))
                            .findFirst()
                            .orElseThrow();
            assertThat(List.of(kept.who(), kept.source(), kept.uid(), kept.text(), kept.note()))
                    .containsExactly("Mara", "reasoning", "r2", "The kite is red.", "plainer");

            form = form(page, "read/reasoning");
            assertThat(form.locator("textarea")).hasValue("The kite is red.");
            assertThat(form.locator("input[name=who]")).hasValue("Mara");
            form.locator("button[value=restore]").click();

            assertThat(page.locator("[role=status]")).containsText("taken back");
            assertThat(page.locator("section.teacher").nth(1)).not().containsText("Mara,");
        }
    }

    private static Locator form(Page page, String source) {
        Locator section = page.locator(
                "section.teacher",
                new Page.LocatorOptions().setHas(page.locator("h3", new Page.LocatorOptions().setHasText(source))));
        section.locator("details.edit summary").click();
        return section.locator("form");
    }

    @Test
    void allOfItWorksWithoutScript() {
        try (Page page = chromium.show(server.url() + "/?page=2", 1200, false)) {
            page.locator("summary", new Page.LocatorOptions().setHasText("rejected"))
                    .click();
            page.locator("input[name=rejected]").check();
            page.locator("form.filters button").last().click();
            assertThat(page.locator("#count")).hasText("Rows 1 to 1 of 1.");
            page.locator("article.row h3 a").click();

            Locator form = form(page, "read/extraction");
            form.locator("textarea").fill("Nothing forbids it.");
            form.locator("button[value=edit]").click();

            assertThat(page.locator("section.teacher .label").first()).containsText("✎ written by Ilse");
            page.navigate(server.url() + "/live");
            assertThat(page.content()).contains("look again");
        }
    }

    @Test
    void hostileTextsStayTextsOnEveryPage() throws IOException {
        int before = chromium.complaints().size();
        try (Page page = chromium.show(hostileServer.url() + "/", 320, true)) {
            assertThat(page.locator("article.row").first().locator("dd").first())
                    .hasText(HOSTILE);
            page.locator("#q").fill(HOSTILE.substring(0, 490));
            page.keyboard().press("Enter");
            assertThat(page.locator(".chosen li").first()).containsText(HOSTILE.substring(0, 490));
            assertThat(page.locator("#count")).hasText("Rows 1 to 1 of 1.");
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
            page.locator("article.row h3 a").first().click();
            assertThat(page.locator("h1")).hasText("r0" + HOSTILE);
            assertThat(page.locator("section.teacher .said").first()).hasText(HOSTILE);
            assertThat(page.locator("section.correct .said").first()).hasText(HOSTILE);
            Locator form = form(page, "extraction");
            assertThat(form.locator("textarea")).hasValue(HOSTILE);
            form.locator("textarea").fill(HOSTILE + "!");
            form.locator("input[name=note]").fill(HOSTILE);
            form.locator("input[name=who]").fill(HOSTILE);
            new EditFile(hostile).add(edit());
            form.locator("button[value=edit]").click();
            assertThat(page.locator("p.said").first()).hasText(HOSTILE + "!"); // the text is given back
            assertThat(Chromium.barriers(page)).isEmpty();
            page.locator("nav a").click();
            assertThat(page.locator("section.teacher .label").first()).containsText(HOSTILE);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);

            page.navigate(hostileServer.url() + "/live");
            assertThat(page.locator("ul.lines li").first()).hasText(HOSTILE);
            assertThat(page.locator("img")).hasCount(0);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
        }
        assertThat(chromium.complaints().subList(before, chromium.complaints().size()))
                .containsExactly(
                        "error: Failed to load resource: the server responded with a status of 409 (Conflict)");
    }

    /** Another person was first. */
    private static RationaleEdit edit() {
        return new RationaleEdit(
                "2026-01-02T12:00:00Z",
                HOSTILE,
                RationaleEdit.Action.veto,
                "extraction",
                DataSplit.DEV,
                "r0" + HOSTILE,
                RationaleEdit.hash(HOSTILE),
                "",
                HOSTILE);
    }

    @Test
    void noPageHasBarriersInLightAndInDark() throws IOException {
        for (String path : List.of("/?answers=systems+disagree", "/row?in=dev&uid=r3", "/live", "/nowhere")) {
            try (Page page = chromium.show(server.url() + path, 1200, true)) {
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
                assertThat(Chromium.barriers(page)).as(path).isEmpty();
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                assertThat(Chromium.barriers(page)).as(path + " in the dark").isEmpty();
            }
        }
    }

    @Test
    void onPaperStandsWhatIsReadAndNothingThatIsClicked() {
        try (Page page = chromium.show(server.url() + "/?answers=systems+disagree", 794, true)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
            assertThat(page.locator("form.filters")).not().isVisible();
            assertThat(page.locator("nav").first()).not().isVisible();
            assertThat(page.locator("article.row .fields").first()).isVisible();
            assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");

            page.navigate(server.url() + "/row?in=dev&uid=r3");
            assertThat(page.locator("details.edit").first()).not().isVisible();
            assertThat(page.locator("section.teacher .said").first()).isVisible();
        }
    }

    @Test
    void theLivePageFollowsARealRunAndComesBackWhenItsKilledServerIsStartedAgain()
            throws IOException, InterruptedException {
        Recipe recipe = recipe(made.resolveSibling("recipe"));
        ServerProcess process = browse(0);
        String address = process.line();
        try (Page page = chromium.show(address + "live", 1200, true)) {
            Locator run = page.locator("section.run").nth(1);
            assertThat(run).containsText("Nothing has been told of work in this folder.");

            HeldProgress held = new HeldProgress(4);
            CompletableFuture<Void> work = CompletableFuture.runAsync(
                    () -> new Runner(new T5Engine(), held).run(recipe, new RunFolder(made), Stage.TRAIN, "test"));

            assertThat(run).containsText("At work since", PATIENTLY);
            assertThat(run).containsText("4 of 10 steps", PATIENTLY);
            assertThat(run).containsText("examples/s", PATIENTLY);
            assertThat(run.locator("progress")).hasAttribute("value", "4");
            process.kill();
            assertThat(page.locator("#connection")).containsText("does not answer since", PATIENTLY);
            process = browse(URI.create(address).getPort());
            assertThat(page.locator("#connection"))
                    .hasText("", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            held.release();
            assertThat(run).containsText("done up to train", PATIENTLY);
            assertThat(run.locator("figure figcaption")).hasCount(2);
            assertThat(run.locator("polyline").first()).hasAttribute("points", Pattern.compile("\\d.* \\d.*"));
            work.join();
        } finally {
            process.kill();
        }
    }

    private ServerProcess browse(int port) throws IOException {
        return ServerProcess.start("browse", read.toString(), made.toString(), "--port", String.valueOf(port));
    }

    /** A training of 10 steps. */
    private static Recipe recipe(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder rows = new StringBuilder("uid,premise,hypothesis,label,why\n");
        for (int i = 0; i < 40; i++) {
            rows.append(
                    i + ",House " + i + " is red.,It has a colour.," + ReadRun.LABELS.get(i % 3) + ",Red is one.\n");
        }
        Files.writeString(folder.resolve("rows.csv"), rows);
        return new RecipeReader(Map.of()).read(Files.writeString(folder.resolve("recipe.yaml"), """
                        data: {train: {file: rows.csv, format: columns}, dev: {file: rows.csv, format: columns}}
                        rationales: {why: {column: why}}
                        student: {size: tiny, vocabulary_size: 300}
                        systems: {taught: {rationales: why}}
                        training: {epochs: 2, batch_size: 8, gradient_accumulation_steps: 1, warmup_steps: 0, evaluations: 2}
                        evaluation: {splits: [dev]}
                        """), List.of());
    }
}
