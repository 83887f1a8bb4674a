package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a log file gets of the progress. */
class ConsoleProgressTest {

    @Test
    void whatAnEarlierSessionDidIsNoPartOfTheRate() throws InterruptedException {
        StringWriter err = new StringWriter();
        ConsoleProgress progress = new ConsoleProgress(new PrintWriter(err));

        progress.begin("training the student", 100, "steps");
        progress.resume(90);
        Thread.sleep(1001); // a rate is told after a second
        progress.advance(1);
        progress.end();

        assertThat(err.toString())
                .matches("  training the student: 91 of 100 steps in 0:00:\\d\\d, 0\\.\\d\\d steps/s, .+ left\\R");
    }
}
