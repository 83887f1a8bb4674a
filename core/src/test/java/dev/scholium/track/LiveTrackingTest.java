package dev.scholium.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.NotedProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training is followed while it goes, and no fault of a sink reaches it. */
class LiveTrackingTest {

    private static final Duration LOOK = Duration.ofMillis(2);

    @TempDir
    private Path folder;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Test
    void handsLinesOnAsTheyAreWritten() throws Exception {
        Semaphore looked = new Semaphore(0);
        List<Integer> counts = Collections.synchronizedList(new ArrayList<>());
        try (LiveTracking tracking = follow(sink(lines -> {
            counts.add(lines.size());
            looked.release();
        }))) {
            assertThat(looked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            write("{\"step\":1,\"loss\":2.0}\n{\"step\":2,");
            while (!counts.contains(1)) {
                assertThat(looked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
            write("\"loss\":1.5}\n");
            while (!counts.contains(2)) {
                assertThat(looked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(counts).isSorted().startsWith(0).endsWith(2);
        assertThat(said).isEmpty();
    }

    @Test
    void aSinkThatFailsIsSaidOnceAndTriedAgain() throws Exception {
        CountDownLatch tried = new CountDownLatch(3);
        try (LiveTracking tracking = follow(sink(lines -> {
            tried.countDown();
            throw new ScholiumException(ExitCode.FAILED, "http://nowhere: cannot be reached");
        }))) {
            assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(said)
                .containsExactly(
                        "Warning: the training goes on, but is not tracked for now: http://nowhere: cannot be reached");
    }

    @Test
    void aSinkThatHangsIsLeftWhenTheTrainingEnds() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (LiveTracking tracking = follow(sink(lines -> {
            hanging.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new ScholiumException(ExitCode.INTERRUPTED, "interrupted", e);
            }
        }))) {
            assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
    }

    private LiveTracking follow(MetricsSink sink) {
        TrackedTrial trial = new TrackedTrial(folder, "full-seed1", "full", 1, Map.of());
        return LiveTracking.begin(trial, List.of(sink), new NotedProgress(said), LOOK);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("metrics.jsonl"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static MetricsSink sink(java.util.function.Consumer<List<MetricsLine>> takes) {
        return new MetricsSink() {
            @Override
            public void deliver(List<MetricsLine> lines, Instant when) {
                takes.accept(lines);
            }

            @Override
            public void deliverScores(MetricsLine scores, Instant when) {
                throw new AssertionError("a training has no final scores");
            }

            @Override
            public void finish(Instant when) {
                throw new AssertionError("its end is told at the end of the run");
            }
        };
    }
}
