package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReportWriterTest {

    private static final String HOSTILE =
            "</script><script>alert('x')</script><img src=x onerror=alert(1)>\"'&|`*_\u2028";

    @TempDir
    Path folder;

    /** The page of a run, without the chart library, whose text is not ours. */
    private String page() throws IOException {
        String html = Files.readString(new ReportWriter().write(folder));
        int library = html.indexOf("<script>", html.indexOf("id=\"chart-data\""));
        return html.substring(0, library) + html.substring(html.lastIndexOf("<script>"));
    }

    @Test
    void beginsWithTheAnswer() throws IOException {
        new FakeRun(folder).write(1);

        String page = page();

        assertThat(page)
                .contains("<p class=\"headline\">On the test split (240 rows) reasoning labels ")
                .contains("The baseline has collapsed to \"neutral\"")
                .contains("a demonstration on synthetic text");
        assertThat(page.indexOf("class=\"headline\"")).isLessThan(page.indexOf("<table"));
    }

    @Test
    void hasOneHeadingLandmarksAndHeadersForEveryTable() throws IOException {
        new FakeRun(folder).write(1, 2);

        String page = page();

        assertThat(count(page, "<h1")).isEqualTo(1);
        assertThat(count(page, "<main>")).isEqualTo(1);
        assertThat(count(page, "<header class=\"top\">")).isEqualTo(1);
        assertThat(count(page, "<footer>")).isEqualTo(1);
        assertThat(page).contains("<html lang=\"en\">").contains("name=\"viewport\"");
        assertThat(count(page, "<caption>")).isEqualTo(count(page, "<table"));
        assertThat(Pattern.compile("<th(?! scope=\"(col|row)\")[ >]")
                        .matcher(page)
                        .find())
                .isFalse();
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void showsTheFirstRowsOfEveryFaultRejectedAndKept() throws IOException {
        new FakeRun(folder).write(1);
        writeFaults("fine words");

        String page = page();
        String faults = page.substring(page.indexOf("id=\"faults\""), page.indexOf("id=\"time\""));

        assertThat(faults)
                .contains("bad-0", "bad-1", "bad-2", "kept-0", "kept-1", "kept-2", "four fields of it", "old-0")
                .contains("premise: A cat sleeps. / hypothesis: It rests.", "x".repeat(300) + "…")
                .doesNotContain("bad-3", "kept-3", "x".repeat(301), "without-fault");
        String markdown = Files.readString(folder.resolve("report.md"));
        assertThat(markdown)
                .contains(
                        "| too-long | rejected | reasoning-train | bad-0 |",
                        "| too-long | kept |",
                        "x".repeat(80) + "…")
                .doesNotContain("bad-1", "kept-1", "x".repeat(81));
    }

    @Test
    void textOfFaultyRowsIsNeverMarkup() throws IOException {
        new FakeRun(folder).write(1);
        writeFaults(HOSTILE);

        String page = page();

        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert");
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img");
        String markdown = Files.readString(folder.resolve("report.md"));
        assertThat(markdown).contains("&lt;img").doesNotContain("<script>").doesNotContain("<img");
    }

    /** Four rejected and four kept rows with a fault, one without, and a rejected one in the form of older versions. */
    private void writeFaults(String said) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("premise", "A cat sleeps.");
        fields.put("hypothesis", "It rests.");
        List<String> rejected = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rejected.add(Json.line(Map.of(
                    "uid",
                    "bad-" + i,
                    "fields",
                    fields,
                    "reason",
                    "too-long",
                    "detail",
                    "four fields of it",
                    "reply",
                    "x".repeat(400),
                    "reasons",
                    List.of("too-long: four fields of it", "names-label: " + said))));
            kept.add(Json.line(
                    Map.of("uid", "kept-" + i, "fields", fields, "rationale", said, "checks", List.of("too-long"))));
        }
        rejected.add(Json.line(Map.of("uid", "old-0", "fields", fields, "reason", "holds no word", "reply", "!")));
        kept.add(Json.line(Map.of("uid", "without-fault", "fields", fields, "rationale", said, "checks", List.of())));
        Path augmented = Files.createDirectories(folder.resolve("augmented"));
        Files.write(augmented.resolve("reasoning-train.rejected.jsonl"), rejected);
        Files.write(augmented.resolve("reasoning-train.jsonl"), kept);
    }

    @Test
    void countsTheWordsOfTrainingRationales() throws IOException {
        new FakeRun(folder).write(1);
        Files.writeString(folder.resolve("augmented/reasoning-train.jsonl"), """
                {"uid": "a", "rationale": "one two three"}
                {"uid": "b", "rationale": "one two three four"}
                {"uid": "c", "rationale": " "}
                """);

        page();

        assertThat(folder.resolve("report.md"))
                .content()
                .contains("| references of reasoning | reasoning, training rows |")
                .containsPattern("\\| 0 to 4 \\|[^\n]*\\| 2 \\|\n");
    }

    @Test
    void loadsNothing() throws IOException {
        new FakeRun(folder).write(1);

        String page = page();

        assertThat(page)
                .doesNotContain("src=")
                .doesNotContain("<link")
                .doesNotContain("@import")
                .doesNotContain("url(");
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void showsWhatTeachersAndStudentsWroteAsText() throws IOException {
        new FakeRun(folder).withText(HOSTILE).write(1);
        Path trial = folder.resolve("trials/reasoning-seed1/trial.json");
        Files.writeString(
                trial, Json.line(Map.of("id", "reasoning-seed1", "system", HOSTILE, "seed", 1, "rationale_kind", "r")));
        Files.writeString(folder.resolve("recipe.yaml"), "name: \"" + HOSTILE + "\"\n");
        Files.writeString(
                folder.resolve("manifest.json"),
                Json.line(Map.of("name", HOSTILE, "note", HOSTILE, "command", HOSTILE)));

        String page = page();

        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert");
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img");
        assertThat(count(page, "</script>")).isEqualTo(3);
        String markdown = Files.readString(folder.resolve("report.md"));
        assertThat(markdown.substring(0, markdown.indexOf("## How to repeat it"))) // after it come blocks of code
                .doesNotContain("<script>")
                .doesNotContain("<img");
    }

    @Test
    void chartDataSurvivesAnyName() throws IOException {
        new FakeRun(folder).write(1);
        Path from = folder.resolve("trials/reasoning-seed1/trial.json");
        Files.writeString(from, Files.readString(from).replace("reasoning-seed1", "</script>\u2028&"));

        JsonNode data = chartData(page());

        assertThat(data.get("loss").get(2).get("name").asString()).isEqualTo("</script>\u2028&");
        assertThat(data.get("loss").get(2).get("points")).hasSize(20);
        assertThat(data.get("accuracy").get(0).get("points")).hasSize(10);
        assertThat(data.get("intervals")).hasSize(6);
        assertThat(data.get("majority").asDouble()).isBetween(33.0, 34.0);
    }

    @Test
    void showsThirtyRowsWithAllAnswersSideBySide() throws IOException {
        new FakeRun(folder).write(1);

        String page = page();

        assertThat(count(page, "<article class=\"row\"")).isEqualTo(30);
        assertThat(count(page, "<section class=\"answer correct\">")
                        + count(page, "<section class=\"answer incorrect\">"))
                .isEqualTo(90);
        assertThat(count(page, "<section class=\"answer teacher\">")).isEqualTo(60);
        assertThat(page).contains("✓ right").contains("✗ wrong");
    }

    @Test
    void isTheSamePageEachTime() throws IOException {
        new FakeRun(folder).write(1, 2);

        String first = page();

        assertThat(page()).isEqualTo(first);
    }

    @Test
    void speaksOfSeveralSeedsTogether() throws IOException {
        new FakeRun(folder).write(1, 2, 3);

        assertThat(page())
                .contains("On the test split (240 rows, 3 seeds) reasoning labels")
                .contains("on average")
                .contains("Means over the seeds");
    }

    @Test
    void anEmptyRunFolderHasAReportToo() throws IOException {
        assertThat(page()).contains("This run has no results yet.").doesNotContain("<table");
    }

    @Test
    void refusesAFolderThatIsNone() {
        Path nowhere = folder.resolve("nowhere");

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new ReportWriter().write(nowhere))
                .withMessage(nowhere + ": must be a run folder, but is none");
    }

    @Test
    void namesTheFileThatIsDamaged() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"name\": ");

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new ReportWriter().write(folder))
                .withMessageStartingWith(folder.resolve("manifest.json") + ": cannot be understood: ");
    }

    @Test
    void markdownEqualsItsGoldenFile() throws IOException {
        new FakeRun(folder).write(1, 2);
        new ReportWriter().write(folder);
        String markdown = Files.readString(folder.resolve("report.md"));
        Path golden = Path.of("src/test/resources/golden/report/report.md");

        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, markdown);
            fail("the golden file was rewritten: look at it and run again without -Dgolden.update");
        }
        assertThat(markdown).isEqualTo(Files.readString(golden));
    }

    private static JsonNode chartData(String page) {
        MatchResult found = Pattern.compile("id=\"chart-data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow();
        return Json.mapper().readTree(found.group(1));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
