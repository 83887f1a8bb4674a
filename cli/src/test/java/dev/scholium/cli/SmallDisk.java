package dev.scholium.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is soon full; where it cannot be mounted, the test is skipped. */
final class SmallDisk implements AutoCloseable {

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts one of so many kilobytes. */
    static SmallDisk mount(Path path, int kilobytes) throws IOException, InterruptedException {
        Files.createDirectories(path);
        int status = run(List.of("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", path.toString()));
        Assumptions.assumeTrue(status == 0, "needs the right to mount a small file system (tmpfs)");
        return new SmallDisk(path);
    }

    Path path() {
        return path;
    }

    /** Mounts it anew with other options: {@code size=64m}, {@code ro}. */
    void remount(String options) throws IOException, InterruptedException {
        if (run(List.of("mount", "-o", "remount," + options, path.toString())) != 0) {
            throw new IOException(path + ": cannot be mounted with " + options);
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchProgram) {
            return -1;
        }
    }

    /** Takes it away at once, though the system may still be busy with a process that has just ended. */
    @Override
    public void close() throws IOException, InterruptedException {
        run(List.of("umount", "--lazy", path.toString()));
    }
}
