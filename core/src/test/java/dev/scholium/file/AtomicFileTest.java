package dev.scholium.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void anInterruptedThreadWritesAndStaysInterrupted() {
        Path file = folder.resolve("new/file.json");

        Thread.currentThread().interrupt();
        AtomicFile.write(file, "all of it");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("all of it");
    }

    @Test
    void anInterruptIsNoFailure() {
        ScholiumException interrupted =
                AtomicFile.cannotRead(Path.of("some.safetensors"), new ClosedByInterruptException());

        assertThat(interrupted)
                .hasMessage("some.safetensors: was not read to its end: interrupted; run the same command again");
        assertThat(interrupted.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(AtomicFile.cannotWrite(Path.of("x"), new IOException("No space left on device")))
                .hasMessage("x: cannot be written: No space left on device")
                .returns(ExitCode.FAILED, ScholiumException::exitCode);
    }
}
