package dev.scholium.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
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
import org.jspecify.annotations.Nullable;

/**
 * Debian's Chromium without a window, driven by Playwright; what its pages complain of is kept. All tests of a process
 * share the one browser, which ends with it, since starting one takes seconds. For one thread.
 */
public final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static @Nullable Browser started;

    private final Browser browser;
    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    /**
     * The browser, started when it is not yet; skips the test, with the reason, where there is none.
     *
     * @return the browser with no page and no complaint, to be closed
     */
    public static synchronized Chromium open() {
        assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not there: pages are not tried in a browser");
        if (started == null) {
            started = start();
        }
        return new Chromium(started);
    }

    private static Browser start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of("--no-sandbox")));
    }

    /**
     * Opens an address in a window of its own, which shares no storage with others.
     *
     * @param url where
     * @param width of the window, in pixels
     * @param scripts whether scripts run
     * @return the page, to be closed; its messages, errors and dialogs go to {@link #complaints}
     */
    public Page show(String url, int width, boolean scripts) {
        BrowserContext window = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 800).setJavaScriptEnabled(scripts));
        windows.add(window);
        return show(url, window.newPage());
    }

    /**
     * Opens an address in another tab of a window, which shares its storage.
     *
     * @param url where
     * @param beside a page of the window
     * @return the page, as {@link #show} gives it
     */
    public Page showBeside(String url, Page beside) {
        return show(url, beside.context().newPage());
    }

    private Page show(String url, Page page) {
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(url);
        return page;
    }

    /**
     * What pages said in the console, threw or asked.
     *
     * @return one line each
     */
    public List<String> complaints() {
        return complaints;
    }

    /**
     * What axe finds wrong with a page for people who cannot see, hear or point.
     *
     * @param page with scripts
     * @return one line a rule
     * @throws IOException if axe is missing
     */
    public static List<?> barriers(Page page) throws IOException {
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

    /** Closes its windows, with what they stored. */
    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
    }
}
