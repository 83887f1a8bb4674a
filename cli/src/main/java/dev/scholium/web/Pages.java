package dev.scholium.web;

import dev.scholium.file.ResourceText;
import dev.scholium.report.ReportStyle;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Objects;

/**
 * Pages for people, made of jte templates that fill {@code layout.jte}: one look, shared with reports; one stylesheet,
 * {@code /static/style.css}; scripts as files under {@code /static}, none within a page. Values are escaped as text.
 * Safe for any number of threads.
 */
public final class Pages {

    /** Where the stylesheet is. */
    static final String STYLE_PATH = "/static/style.css";

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "dev.scholium.web");

    private static final String STYLE = ReportStyle.css()
            + resource("pages.css")
            + resource("browse.css")
            + resource("rate.css")
            + resource("serve.css");

    private Pages() {}

    /**
     * Answers a request with a page.
     *
     * @param request what is answered
     * @param template name of a template below {@code src/main/jte}, such as {@code refusal.jte}
     * @param values the template's parameters by name
     */
    public static void answer(Context request, String template, Map<String, Object> values) {
        StringOutput page = new StringOutput(1 << 14);
        TEMPLATES.render(template, values, page);
        request.html(page.toString());
    }

    /** Answers with the stylesheet. */
    static void style(Context request) {
        request.header("Cache-Control", "max-age=300")
                .contentType("text/css; charset=utf-8")
                .result(STYLE);
    }

    /** {@return whether a person's browser asks for a page, not a program for data} */
    static boolean wanted(Context request) {
        return Objects.requireNonNullElse(request.header("Accept"), "").contains("text/html");
    }

    private static String resource(String name) {
        return ResourceText.of(Pages.class, name);
    }
}
