package dev.scholium.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a window, driven by Playwright; what its pages complain of is kept. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser; skips the test, with the reason, where there is none. */
    static Chromium open() {
        assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not there: pages are not tried in a browser");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of("--no-sandbox")));
        return new Chromium(playwright, browser);
    }

    /** Opens a file in a window of that width in pixels; its messages and errors go to {@link #complaints}. */
    Page show(Path file, int width) {
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 800));
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(file.toUri().toString());
        return page;
    }

    List<String> complaints() {
        return complaints;
    }

    /** What axe finds wrong with a page for people who cannot see, hear or point: one line a rule. */
    static List<?> barriers(Page page) throws IOException {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is missing from the class path");
            }
            page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>)
                page.evaluate(
                        "axe.run({rules: {'target-size': {enabled: true}}}).then(found => found.violations.map("
                                + "rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' ')))");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
