package dev.scholium.web.serve;

import dev.scholium.progress.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens students again when their folders have changed.
 *
 * <p>A folder has changed when names, sizes or times of its files differ from those of the student that answers, and
 * two looks in a row see the same: what is still being copied is left alone. A folder that cannot be opened is logged,
 * and the old student goes on. Needs memory for a second student while it opens one.
 */
public final class StudentWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StudentWatch.class);

    private final ServedStudents students;
    private final Map<String, Path> folders;
    private final Function<String, ServedStudent> open;
    private final Map<String, List<String>> served = new LinkedHashMap<>();
    private final Map<String, List<String>> seen = new LinkedHashMap<>();
    private final Ticker looks = Ticker.named("student-watch");

    /**
     * Remembers the folders as they are.
     *
     * @param students that answer
     * @param folders of each by name
     * @param open opens the student of a name again
     */
    public StudentWatch(ServedStudents students, Map<String, Path> folders, Function<String, ServedStudent> open) {
        this.students = students;
        this.folders = new LinkedHashMap<>(folders);
        this.open = open;
        folders.forEach((name, folder) -> served.put(name, stamp(folder)));
        seen.putAll(served);
    }

    /**
     * Looks from now on.
     *
     * @param every pause between two looks, more than zero
     */
    public void start(Duration every) {
        looks.every(every, this::look);
    }

    /** Looks once at every folder. */
    synchronized void look() {
        folders.forEach((name, folder) -> {
            List<String> now = stamp(folder);
            List<String> before = seen.put(name, now);
            if (!now.equals(served.get(name)) && now.equals(before)) {
                served.put(name, now); // one attempt a change
                reload(name, folder);
            }
        });
    }

    private void reload(String name, Path folder) {
        try {
            students.replace(name, old -> open.apply(name));
            LOG.info("{}: reloaded from {}", name, folder);
        } catch (RuntimeException | OutOfMemoryError e) { // the look after it must come all the same
            LOG.error("{}: cannot be reloaded, so the old student goes on: {}", name, e.getMessage());
        }
    }

    private static List<String> stamp(Path folder) {
        List<String> stamp = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                stamp.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        } catch (IOException | UncheckedIOException e) {
            stamp.add("unreadable: " + e.getClass().getName()); // gone, or being replaced
        }
        return stamp;
    }

    /** Looks no more. */
    @Override
    public void close() {
        looks.close();
        synchronized (this) { // a reload that has begun ends first
            folders.clear();
        }
    }
}
