package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a reader can do with a report, tried in one browser with one page of a run whose text is hostile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInChromiumTest {

    private static final String HOSTILE = "</script><script>alert('x')</script><img src=x onerror=alert(1)>";

    private Chromium chromium;
    private Path report;

    @BeforeAll
    void open(@TempDir Path folder) {
        chromium = Chromium.open();
        new FakeRun(folder).withText(HOSTILE).write(1, 2);
        report = new ReportWriter().write(folder);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void sortsATableByItsNumbersBothWays() {
        try (Page page = chromium.show(report, 1200)) {
            Locator table =
                    page.locator("section[aria-labelledby=comparison] table").first();
            Locator heading = table.locator("thead th", new Locator.LocatorOptions().setHasText("Accuracy"))
                    .first();
            int column = (int) heading.evaluate("cell => cell.cellIndex");

            heading.locator("button").focus();
            page.keyboard().press("Enter");
            List<Double> up = numbers(table, column);
            page.keyboard().press("Enter");
            List<Double> down = numbers(table, column);

            assertThat(up).hasSizeGreaterThan(3).isSorted();
            assertThat(down)
                    .isEqualTo(IntStream.range(0, up.size())
                            .mapToObj(i -> up.get(up.size() - 1 - i))
                            .toList());
            assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
        }
    }

    @Test
    void sortsDurationsByHowLongTheyAre() {
        try (Page page = chromium.show(report, 1200)) {
            Locator table = page.locator("section[aria-labelledby=time] table").first();

            table.locator("thead button").nth(1).click();

            assertThat(table.locator("tbody td").allTextContents())
                    .containsExactly("12.2 s", "15.3 s", "2 min 51 s", "3 min 20 s");
        }
    }

    @Test
    void sortsSmallPValuesFirst() {
        try (Page page = chromium.show(report, 1200)) {
            Locator table =
                    page.locator("section[aria-labelledby=comparison] table").first();
            table.evaluate("table => ['0.020', '< 0.001', '0.001', '–'].forEach("
                    + "(p, i) => { table.tBodies[0].rows[i].cells[3].textContent = p; })");

            table.locator("thead button").nth(3).click();

            assertThat(table.locator("tbody tr").all().stream()
                            .map(row -> row.locator("th, td").nth(3).textContent())
                            .limit(3))
                    .containsExactly("< 0.001", "0.001", "0.020");
        }
    }

    private static List<Double> numbers(Locator table, int column) {
        return table.locator("tbody tr").all().stream()
                .map(row -> row.locator("th, td").nth(column).textContent())
                .map(text -> Double.parseDouble(text.strip().replaceFirst("[^0-9.].*", "")))
                .toList();
    }

    @Test
    void showsOnlyTheRowsOfATableThatHaveAWord() {
        try (Page page = chromium.show(report, 1200)) {
            page.locator("section[aria-labelledby=comparison] input[type=search]")
                    .first()
                    .fill("REASONING");

            Locator shown = page.locator("section[aria-labelledby=comparison] table")
                    .first()
                    .locator("tbody tr:visible");

            assertThat(shown.count()).isPositive();
            assertThat(shown.allTextContents()).allMatch(row -> row.contains("reasoning"));
        }
    }

    @Test
    void showsOnlyTheRowsOnWhichSystemsDisagreeOrThatAllHaveRight() {
        try (Page page = chromium.show(report, 1200)) {
            int all = page.locator("article.row:visible").count();

            page.locator("select").selectOption("1");
            int disagreed = page.locator("article.row:visible").count();
            page.locator("select").selectOption("3");

            assertThat(disagreed).isPositive().isLessThan(all);
            assertThat(page.locator("article.row:visible .answer.incorrect").count())
                    .isZero();
            assertThat(page.locator("article.row:visible .answer.correct").count())
                    .isPositive();
            assertThat(page.locator("[role=status]").textContent()).endsWith(" of " + all + " rows");
        }
    }

    @Test
    void savesATableAsCsvMarkdownAndLatex() throws IOException {
        try (Page page = chromium.show(report, 1200)) {
            Locator buttons =
                    page.locator("section[aria-labelledby=comparison] .exports").first();

            assertThat(saved(page, buttons.locator("button").nth(0)))
                    .startsWith("System,")
                    .contains("\r\nreasoning");
            assertThat(saved(page, buttons.locator("button").nth(1)))
                    .startsWith("| System |")
                    .contains("\n|---|---|");
            assertThat(saved(page, buttons.locator("button").nth(2)))
                    .startsWith("\\begin{tabular}{lr")
                    .contains("\\\\\n\\hline\n")
                    .endsWith("\\end{tabular}\n");
        }
    }

    @Test
    void savesTheRowsThatAreShownAsCsv() throws IOException {
        try (Page page = chromium.show(report, 1200)) {
            Locator rows = page.locator("section[aria-labelledby=rows]");
            rows.locator("select").selectOption("3"); // rows that all have right
            int shown = page.locator("article.row:visible").count();
            Locator first = page.locator("article.row:visible").first();

            List<String> lines =
                    saved(page, rows.locator(".exports button")).lines().toList();

            assertThat(lines.get(0))
                    .startsWith("uid,gold label,")
                    .contains(",baseline: label,baseline: right,baseline: rationale,");
            assertThat(lines).hasSize(1 + shown);
            assertThat(lines.get(1))
                    .startsWith(first.locator("h3").textContent() + ","
                            + first.locator(".gold strong").textContent() + ",");
        }
    }

    /** A true minus, thin spaces, per cent and intervals are for people; formulas are for nobody. */
    @Test
    void csvHasNumbersForProgramsAndNoFormulas() throws IOException {
        try (Page page = chromium.show(report, 1200)) {
            Locator section = page.locator("section[aria-labelledby=comparison]");
            section.locator("table").first().evaluate("""
                    table => {
                      const of = { Rows: ['2\u202f400', '\u22121.5', '7'], Accuracy: ['36.3\u00a0%', '\u2013', '100.0\u00a0%'],
                        Interval: ['\u22124.2 to +6.2', '1.0 \u2013 2\u202f000', '\u2013'],
                        Text: ["-2+3+cmd|' /C calc'!A0", '=1+1', '+4 points'] };
                      table.tHead.rows[0].replaceChildren(...Object.keys(of).map(name => {
                        const cell = document.createElement('th');
                        cell.textContent = name;
                        return cell;
                      }));
                      table.tBodies[0].replaceChildren(...[0, 1, 2].map(i => {
                        const row = document.createElement('tr');
                        Object.values(of).forEach(texts => { row.insertCell().textContent = texts[i]; });
                        return row;
                      }));
                    }""");

            assertThat(saved(page, section.locator(".exports button").first())).isEqualTo("""
                    Rows,Accuracy (%),Interval low,Interval high,Text\r
                    2400,36.3,-4.2,+6.2,'-2+3+cmd|' /C calc'!A0\r
                    -1.5,,1.0,2000,'=1+1\r
                    7,100.0,,,'+4 points\r
                    """);
        }
    }

    @Test
    void savesAChartAsSvgAndPng() throws IOException {
        try (Page page = chromium.show(report, 1200)) {
            Locator buttons = page.locator("#chart-loss + .exports");

            assertThat(saved(page, buttons.locator("button").nth(0)))
                    .startsWith("<svg")
                    .contains("<path");
            Download png =
                    page.waitForDownload(() -> buttons.locator("button").nth(1).click());

            assertThat(png.suggestedFilename()).isEqualTo("loss-over-steps.png");
            assertThat(Files.readAllBytes(png.path())).hasSizeGreaterThan(5000).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    @Test
    void savesAShadedTableAsSvgAndPng() throws IOException {
        try (Page page = chromium.show(report, 1200)) {
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
            Locator scroll = page.locator(".scroll:has(> table.confusion)").first();
            String gold = scroll.locator("tbody th").first().innerText();
            Locator buttons = scroll.locator("+ .exports button");

            assertThat(saved(page, buttons.nth(3)))
                    .startsWith("<svg")
                    .contains(">" + gold + "</text>", "fill=\"rgb(")
                    .doesNotContain("color(", "NaN");
            Download png = page.waitForDownload(() -> buttons.nth(4).click());

            assertThat(png.suggestedFilename()).endsWith(".png");
            assertThat(Files.readAllBytes(png.path())).hasSizeGreaterThan(3000).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    private static String saved(Page page, Locator button) throws IOException {
        return Files.readString(page.waitForDownload(button::click).path());
    }

    @Test
    void fitsAPhoneAndShowsHostileTextAsText() {
        try (Page page = chromium.show(report, 320)) {
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
            assertThat(page.locator("main").textContent()).contains(HOSTILE);
            assertThat(page.locator("img").count()).isZero();
            assertThat(page.locator("#chart-bleu svg, #chart-reliability svg, #chart-lengths svg,"
                                    + " #chart-cost-time svg, #chart-cost-money svg")
                            .count())
                    .as("charts drawn")
                    .isEqualTo(5);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void severalRunsFitAPhoneAndHaveTheirPlots(@TempDir Path both) throws IOException {
        Path other = Files.createDirectory(both.resolve("other"));
        new FakeRun(other).withText(HOSTILE).write(1, 2);
        Path html = both.resolve("both.html");
        new ReportWriter().writeSideBySide(List.of(Objects.requireNonNull(report.getParent()), other), html);

        try (Page page = chromium.show(html, 320)) {
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
            assertThat(page.locator("#answer + p").textContent()).startsWith("On the test split (240 rows, 2 seeds) ");
            assertThat(page.locator(
                                    "#chart-cost-time svg, #chart-cost-money svg, #chart-intervals svg, #chart-loss svg,"
                                            + " #chart-accuracy svg, #chart-reliability svg, #chart-lengths svg")
                            .count())
                    .isEqualTo(7);
            assertThat(page.locator("main").textContent()).contains(HOSTILE);
            assertThat(page.locator("img").count()).isZero();
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                assertThat(Chromium.barriers(page)).isEmpty();
            }
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void onPaperStandsWhatIsReadAndNothingThatIsClicked() {
        try (Page page = chromium.show(report, 794)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.locator("#answer + p").isVisible()).isTrue();
            assertThat(page.locator("section[aria-labelledby=comparison] table")
                            .first()
                            .isVisible())
                    .isTrue();
            assertThat(page.locator(".exports:visible, .filter:visible, .skip:visible, summary:visible")
                            .count())
                    .isZero();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as("hardly more than the page's width, to which a printing browser shrinks it")
                    .isLessThanOrEqualTo(850);
        }
    }

    @Test
    void aSweepsHeatMapIsReadByAllAndSavedAsAPicture(@TempDir Path folder) throws IOException {
        new FakeRun(folder).write(1);
        List<SweepRow> rows = new ArrayList<>();
        for (String ratio : List.of("0.25", "0.5", "0.75")) {
            for (String rate : List.of("0.001", "0.01")) {
                rows.add(trial(ratio, rate));
            }
        }
        new SweepResults(1, "grid", List.of("training.split_ratio", "training.learning_rate"), 1, rows, null)
                .write(folder.resolve("sweep.json"));
        Path html = new ReportWriter().write(folder);

        try (Page page = chromium.show(html, 320)) {
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                assertThat(Chromium.barriers(page)).isEmpty();
            }
            assertThat(saved(
                            page,
                            page.locator(".scroll:has(> table.heat) + .exports button")
                                    .nth(3)))
                    .startsWith("<svg")
                    .contains(">0.25</text>", ">0.001</text>", ">26.0</text>");
        }
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("| Label's share in the loss, by learning rate | 0.001 | 0.01 |", "| 0.25 | 25.1 | 26.0 |");

        Path both = folder.resolve("both.html");
        new ReportWriter().writeSideBySide(List.of(Objects.requireNonNull(report.getParent()), folder), both);
        try (Page page = chromium.show(both, 320)) {
            assertThat(page.locator("section[aria-labelledby=sweeps] caption").allTextContents())
                    .containsExactly(folder.getFileName() + ": Dev accuracy in per cent");
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
            assertThat(Chromium.barriers(page)).isEmpty();
        }
    }

    /** Its accuracy tells which it is. */
    private static SweepRow trial(String ratio, String rate) {
        double accuracy = Double.parseDouble(ratio) + Double.parseDouble(rate);
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        settings.put("training.split_ratio", Json.mapper().valueToTree(Double.parseDouble(ratio)));
        settings.put("training.learning_rate", Json.mapper().valueToTree(Double.parseDouble(rate)));
        String point = "why_label" + ratio + "_lr" + rate;
        return new SweepRow(
                point + "-seed1-0123abcd",
                point,
                1,
                0,
                false,
                false,
                null,
                settings,
                SweepRow.State.done,
                1,
                null,
                accuracy,
                new ConfidenceInterval(accuracy - 0.03, accuracy + 0.03, ConfidenceInterval.LEVEL),
                accuracy,
                false,
                "neutral",
                0.5,
                1.2,
                60.0);
    }

    @Test
    void hasNoBarriersInLightAndInDark() throws IOException {
        try (Page page = chromium.show(report, 1200)) {
            assertThat(Chromium.barriers(page)).isEmpty();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(Chromium.barriers(page)).isEmpty();
        }
    }
}
