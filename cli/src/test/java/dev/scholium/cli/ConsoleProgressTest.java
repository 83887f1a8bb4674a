package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a log file gets of the progress. */
class ConsoleProgressTest {

    @Test
    void whatAnEarlierSessionDidIsNoPartOfTheRate() {
        StringWriter err = new StringWriter();
        AtomicLong nanos = new AtomicLong();
        ConsoleProgress progress = new ConsoleProgress(new PrintWriter(err), nanos::get);

        progress.begin("training the student", 100, "steps");
        progress.resume(90);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        progress.advance(1);
        progress.end();

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "  training the student: 91 of 100 steps in 0:00:02, 0.50 steps/s, 0:00:18 left");
    }
}
