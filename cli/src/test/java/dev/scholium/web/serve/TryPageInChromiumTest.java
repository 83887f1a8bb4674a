package dev.scholium.web.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.web.Callers;
import dev.scholium.web.Chromium;
import dev.scholium.web.HostileTexts;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import dev.scholium.web.batch.BatchLimits;
import dev.scholium.web.batch.BatchQueue;
import dev.scholium.web.batch.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A student that writes hostile pieces a turn each, tried in a browser behind a token. */
class TryPageInChromiumTest {

    private static final String TOKEN = "0123456789abcdef";
    private static final String HOSTILE = HostileTexts.ALL;
    private static final List<Double> PROBABILITIES = List.of(0.625, 0.25, 0.125);

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> sources = new CopyOnWriteArrayList<>();
    private final Semaphore turns = new Semaphore(0);

    private List<StudentAnswer> answer(List<Question> questions, RowListener listener) {
        sources.add(questions.get(0).source());
        StringBuilder output = new StringBuilder("Entailment Explanation:");
        listener.labelled(0, PROBABILITIES, "entailment");
        for (String piece : List.of(" A dog", " " + HOSTILE, " is an animal.")) {
            turns.acquireUninterruptibly();
            output.append(piece);
            listener.written(0, output::toString);
        }
        return List.of(new StudentAnswer(PROBABILITIES, "entailment", output.toString(), false));
    }

    private ServedStudent student(String name) {
        BatchQueue queue = new BatchQueue(new BatchLimits(1, 8, Duration.ZERO), this::answer);
        return new ServedStudent(name, StudentTask.nli(), "sha256:0", 9, queue, () -> {});
    }

    @Test
    void aPersonWithTheTokenSeesTheRationaleGrowAndHostileTextsStayTexts() throws IOException {
        try (Chromium chromium = Chromium.open();
                ServedStudents students = new ServedStudents(List.of(student("small"), student("large")));
                Callers callers = new Callers();
                WebServer server = WebServer.start(
                        WebConfig.loopback(0).withToken(TOKEN),
                        StudentService::isOpen,
                        log::add,
                        new StudentService(students, new ServeLimits(2, 2_000, 60_000), callers, new ServeMetrics())
                                ::addTo)) {
            Page page = chromium.show(server.url() + "/", 1000, true);
            enter(page);
            assertReadableByAll(page);

            page.locator("#model").selectOption("large");
            page.getByLabel("Premise").fill("Q " + HOSTILE);
            page.getByLabel("Hypothesis").fill("An animal moves.");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#label")).hasText("entailment");
            assertThat(page.locator("#bars tr").first()).hasText("entailment62.5 %");
            turns.release(2);
            assertThat(page.locator("#said")).hasText("A dog " + HOSTILE);
            turns.release(1);
            assertThat(page.locator("#status")).containsText(": entailment.");
            assertThat(page.locator("#said")).hasText("A dog " + HOSTILE + " is an animal.");
            assertThat(page.locator("#version")).hasText("large, sha256:0");
            assertReadableByAll(page);

            page.locator("#ask button").first().click(); // again, and then not
            assertThat(page.locator("#label")).hasText("entailment");
            page.locator("#stop").click();
            assertThat(page.locator("#status")).hasText("Stopped.");
            turns.release(3);

            assertThat(page.url()).isEqualTo(server.url() + "/");
            assertThat(sources.get(0)).contains("Q " + HOSTILE);
            assertThat(chromium.complaints())
                    .allMatch(line -> line.contains("401 (Unauthorized)")) // the browser's own note of the two refusals
                    .hasSize(2);
            assertThat(log).noneMatch(line -> line.contains(TOKEN) || line.contains("alert"));
        }
    }

    private static void enter(Page page) {
        assertThat(page.locator("#status")).hasText("This server asks for a token.");
        assertThat(page.locator("#ask")).isHidden();
        page.keyboard().type("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#status")).hasText("That is not the token of this server.");
        page.keyboard().type(TOKEN);
        page.keyboard().press("Enter");
        assertThat(page.locator("#ask")).isVisible();
        assertThat(page.locator("#entry")).isHidden();
        assertThat(page.locator("#status")).hasText("");
    }

    private static void assertReadableByAll(Page page) throws IOException {
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            assertThat(Chromium.barriers(page)).isEmpty();
        }
        page.setViewportSize(320, 640);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
        page.setViewportSize(1000, 800);
    }
}
