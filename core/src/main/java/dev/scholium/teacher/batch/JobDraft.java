package dev.scholium.teacher.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A job that is being filled; its requests are claimed in the journal, and stand in a file. */
final class JobDraft implements AutoCloseable {

    private final long id;
    private final JobDetails details;
    private final BatchLimits limits;
    private final String joint;
    private final Path file;
    private final BufferedWriter out;
    private int lines;
    private long bytes;

    /**
     * An empty job.
     *
     * @param id its number in the journal
     * @param details its name
     * @param limits how large it may become
     * @param joint what stands between two lines
     * @param file where its requests go
     */
    JobDraft(long id, JobDetails details, BatchLimits limits, String joint, Path file) {
        this.id = id;
        this.details = details;
        this.limits = limits;
        this.joint = joint;
        this.file = file;
        try {
            this.out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw JobFiles.failure(file, e);
        }
    }

    long id() {
        return id;
    }

    JobDetails details() {
        return details;
    }

    Path file() {
        return file;
    }

    int lines() {
        return lines;
    }

    /**
     * Whether more requests fit in.
     *
     * @param more how many
     * @param moreBytes their size
     */
    boolean hasRoom(int more, long moreBytes) {
        long joints = (long) joint.length() * (lines + more);
        return lines + more <= limits.lines() && bytes + moreBytes + joints <= limits.bytes();
    }

    static long size(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }

    void add(String line) {
        try {
            if (lines > 0) {
                out.write(joint);
            }
            out.write(line);
            lines++;
            bytes += size(line);
        } catch (IOException e) {
            throw JobFiles.failure(file, e);
        }
    }

    /** Nothing more comes; the file is whole. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw JobFiles.failure(file, e);
        }
    }
}
