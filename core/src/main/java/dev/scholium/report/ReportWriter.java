package dev.scholium.report;

import dev.scholium.analyze.Analysis;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.file.ResourceText;
import dev.scholium.pilot.PilotResults;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a run folder's {@code report.html} and {@code report.md}.
 *
 * <p>The page is one file: it loads nothing, works from a disk, and shows all its figures in tables too. What a teacher
 * or a student wrote is shown as text, never as markup. Immutable.
 */
public final class ReportWriter {

    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    /** Sorts, filters and saves what a page shows, after its charts are drawn. */
    private static final String TABLES = resource("tables.js") + resource("exports.js");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportWriter.class.getClassLoader(), ReportWriter.class.getPackageName());

    /** A writer. */
    public ReportWriter() {}

    /**
     * Writes both files from what the folder holds; what is not there yet is left out.
     *
     * @param runFolder a run folder
     * @return the page
     * @throws ScholiumException if a file of the folder is damaged, or a report cannot be written
     */
    public Path write(Path runFolder) {
        Page page = new Page(new RunFolderReader(runFolder).read());
        Path html = runFolder.resolve("report.html");
        AtomicFile.write(html, html("page.jte", page, "report.js"));
        AtomicFile.write(runFolder.resolve("report.md"), MarkdownReport.of(page));
        return html;
    }

    /**
     * Writes several runs onto one page, and the same as Markdown beside it.
     *
     * @param runFolders at least two run or sweep folders that have been evaluated
     * @param html the page's file, whose name ends in {@code .html}
     * @throws ScholiumException if a run has no results, a file is damaged, or a page cannot be written
     */
    public void writeSideBySide(List<Path> runFolders, Path html) {
        SideBySide page = SideBySide.read(runFolders);
        AtomicFile.write(html, html("sidebyside.jte", page, "report.js"));
        String name = String.valueOf(html.getFileName());
        AtomicFile.write(
                html.resolveSibling(name.substring(0, name.length() - ".html".length()) + ".md"),
                MarkdownReport.of(page));
    }

    /**
     * Writes a pilot's {@code pilot.html} and {@code pilot.md}.
     *
     * @param folder holds {@code pilot.json}
     * @return the page
     * @throws ScholiumException if the pilot cannot be read, or a file cannot be written
     */
    public Path writePilot(Path folder) {
        PilotPage page = new PilotPage(PilotResults.read(folder.resolve("pilot.json")));
        StringOutput output = new StringOutput(1 << 16);
        templates.render("pilot.jte", Map.of("page", page, "style", resource("report.css")), output);
        Path html = folder.resolve("pilot.html");
        AtomicFile.write(html, output.toString());
        AtomicFile.write(folder.resolve("pilot.md"), MarkdownReport.of(page));
        return html;
    }

    /**
     * Writes {@code analysis.json}, {@code analysis.html} and {@code analysis.md}.
     *
     * @param folder a run folder
     * @param analysis what its rationales are like
     * @return the page
     * @throws ScholiumException if a file cannot be written
     */
    public Path writeAnalysis(Path folder, Analysis analysis) {
        AnalysisPage page = new AnalysisPage(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()), analysis);
        AtomicFile.write(folder.resolve("analysis.json"), Json.page(analysis));
        AtomicFile.write(folder.resolve("analysis.md"), MarkdownReport.of(page));
        Path html = folder.resolve("analysis.html");
        AtomicFile.write(html, html("analysis.jte", page, "analysis.js"));
        return html;
    }

    /** A self-contained page: a template with the style, the charts and its own script in it. */
    private String html(String template, Object page, String script) {
        StringOutput output = new StringOutput(1 << 20);
        templates.render(
                template,
                Map.of(
                        "page",
                        page,
                        "style",
                        resource("report.css"),
                        "echarts",
                        resource(ECHARTS),
                        "script",
                        resource("charts.js")
                                + (script.equals("report.js") ? resource("further.js") + resource("costs.js") : "")
                                + resource(script)
                                + TABLES),
                output);
        return output.toString();
    }

    /** A text file of this package. */
    static String resource(String name) {
        return ResourceText.of(ReportWriter.class, name);
    }
}
