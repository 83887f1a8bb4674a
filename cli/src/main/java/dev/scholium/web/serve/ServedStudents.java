package dev.scholium.web.serve;

import dev.scholium.web.WebRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The students of one process by name, each to be replaced while it answers. Safe for any number of threads.
 *
 * <p>A replaced student answers what waits before it; who asks it meanwhile is sent to its successor, so no request is
 * lost.
 */
public final class ServedStudents implements AutoCloseable {

    private final Map<String, ServedStudent> students = new LinkedHashMap<>(); // in the order of the command line

    /**
     * Opens nothing yet.
     *
     * @param first answers requests that name none
     */
    public ServedStudents(List<ServedStudent> first) {
        first.forEach(student -> students.put(student.name(), student));
    }

    /** {@return all of them, in order} */
    public synchronized List<ServedStudent> all() {
        return new ArrayList<>(students.values());
    }

    /**
     * Finds a student.
     *
     * @param name of the student; the first one if empty
     * @return it
     * @throws WebRefusal if there is none of that name
     */
    ServedStudent find(Optional<String> name) {
        List<ServedStudent> all = all();
        return all.stream()
                .filter(student -> name.isEmpty() || student.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> new WebRefusal(
                        404,
                        "model: there is no such student; there are: "
                                + String.join(
                                        ", ",
                                        all.stream().map(ServedStudent::name).toList())));
    }

    /**
     * Puts a student in the place of the one with its name, which is closed when it has answered.
     *
     * @param name of the student
     * @param open makes the new one out of the old one; what it throws leaves the old one in place
     */
    public void replace(String name, Function<ServedStudent, ServedStudent> open) {
        ServedStudent old = find(Optional.of(name));
        ServedStudent successor = open.apply(old);
        synchronized (this) {
            students.put(name, successor);
        }
        old.close();
    }

    /** Closes all of them. */
    @Override
    public void close() {
        all().forEach(ServedStudent::close);
    }
}
