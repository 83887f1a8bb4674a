package dev.scholium.teacher.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.CRC32C;

/** Names for jobs that no other journal, process or instant gives: letters, digits and dashes. */
final class JobNames {

    private final String journal;
    private final Clock clock;
    private int given;

    JobNames(Path journal, Clock clock) {
        CRC32C sum = new CRC32C();
        sum.update(journal.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
        this.journal = Long.toHexString(sum.getValue());
        this.clock = clock;
    }

    String next() {
        given++;
        return "scholium-" + journal + "-" + ProcessHandle.current().pid() + "-"
                + clock.instant().toEpochMilli() + "-" + given;
    }
}
