package dev.scholium.track;

import dev.scholium.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/**
 * A trial's event files for TensorBoard, beside its {@code metrics.jsonl}: one that grows by an event a line, and one
 * with the final scores, which is replaced as a whole.
 */
final class EventFile implements MetricsSink {

    /** Of the metrics; TensorBoard knows event files by the word in the middle. */
    static final String METRICS = "events.out.tfevents.0.scholium";

    /** Of the scores. */
    static final String SCORES = "events.out.tfevents.1.scholium";

    private final Path trial;

    /**
     * The event files of a trial.
     *
     * @param trial its folder
     */
    EventFile(Path trial) {
        this.trial = trial;
    }

    @Override
    public void deliver(List<MetricsLine> lines, Instant when) {
        Path file = trial.resolve(METRICS);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int held = cutTornEvent(channel, file);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (held == 0) {
                bytes.writeBytes(EventRecord.of(ScalarEvent.fileVersion(when)));
            }
            lines.stream()
                    .skip(Math.max(held - 1, 0)) // the first event is the file's version
                    .map(line -> new ScalarEvent(when, line.step(), line.tagged()))
                    .forEach(event -> bytes.writeBytes(EventRecord.of(event.encoded())));
            AtomicFile.writeFully(channel, ByteBuffer.wrap(bytes.toByteArray()));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    @Override
    public void deliverScores(MetricsLine scores, Instant when) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(EventRecord.of(ScalarEvent.fileVersion(when)));
        bytes.writeBytes(EventRecord.of(new ScalarEvent(when, scores.step(), scores.figures()).encoded()));
        AtomicFile.write(trial.resolve(SCORES), temporary -> Files.write(temporary, bytes.toByteArray()));
    }

    @Override
    public void finish(Instant when) {
        // a file needs no end
    }

    @Override
    public String toString() {
        return trial.resolve(METRICS).toString();
    }

    /** Goes to the end of the whole events; {@return how many there are} */
    private static int cutTornEvent(FileChannel channel, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int events = 0;
        int end = 0;
        for (int next = EventRecord.next(bytes, 0); next > 0; next = EventRecord.next(bytes, next)) {
            events++;
            end = next;
        }
        channel.truncate(end);
        channel.position(end);
        return events;
    }
}
