package dev.scholium.web.browse;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.RationaleEdit;
import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files of edits as they were read last, and read anew when they have changed. Not safe for several threads. */
final class ReadEdits {

    private final Map<Path, Content> files = new HashMap<>();

    /** A file is only ever appended to: another size is another content. */
    private record Content(long bytes, FileTime time, List<RationaleEdit> edits) {}

    /** {@return all edits of a file, in the order in which they were made; none where there is no file} */
    List<RationaleEdit> of(EditFile file) {
        Path path = file.path();
        if (Files.notExists(path)) {
            return List.of();
        }
        try {
            long bytes = Files.size(path);
            FileTime time = Files.getLastModifiedTime(path);
            Content content = files.get(path);
            if (content == null || content.bytes != bytes || !content.time.equals(time)) {
                content = new Content(bytes, time, file.read());
                files.put(path, content);
            }
            return content.edits;
        } catch (IOException e) {
            throw AtomicFile.cannotRead(path, e);
        }
    }
}
