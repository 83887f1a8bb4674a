package dev.scholium.teacher.mock;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files that clients sent or that batch jobs made. Safe for any number of threads. */
final class MockFiles {

    private final Map<Integer, MockFile> files = new TreeMap<>();
    private int last;

    /**
     * One file.
     *
     * @param id {@code file-} and a number
     * @param name as the client called it
     * @param purpose {@code batch}, {@code batch_output}
     * @param content its bytes as text
     */
    record MockFile(String id, String name, String purpose, String content) {}

    synchronized MockFile add(String name, String purpose, String content) {
        last++;
        MockFile file = new MockFile("file-" + last, name, purpose, content);
        files.put(last, file);
        return file;
    }

    synchronized Optional<MockFile> find(String id) {
        return Optional.ofNullable(files.get(number(id)));
    }

    synchronized boolean delete(String id) {
        return files.remove(number(id)) != null;
    }

    private static int number(String id) {
        return id.matches("file-\\d{1,9}") ? Integer.parseInt(id.substring(5)) : 0;
    }
}
