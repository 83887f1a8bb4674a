package dev.scholium.web.serve;

import dev.scholium.student.StudentTask;
import dev.scholium.web.batch.BatchQueue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One student that answers, and the queue before it.
 *
 * @param name by which requests ask for it
 * @param task what it reads and writes
 * @param version the SHA-256 of its weights
 * @param newTokens how many tokens a rationale may have, at least 1
 * @param queue before the student
 * @param student gives its memory back when closed
 */
public record ServedStudent(
        String name, StudentTask task, String version, int newTokens, BatchQueue queue, Runnable student)
        implements AutoCloseable {

    /** {@return what callers need to know to ask it} */
    Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", name);
        described.put("version", version);
        described.put("fields", task.fields());
        described.put("labels", task.labels().names());
        return described;
    }

    /** Answers what waits, then closes the student. */
    @Override
    public void close() {
        queue.close();
        student.run();
    }
}
