package dev.scholium.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text files that come with Scholium, in its jars. */
public final class ResourceText {

    private ResourceText() {}

    /**
     * Reads one.
     *
     * @param beside a class of the jar that holds it
     * @param name relative to the class's package, or from the root with a slash in front
     * @return its text, in UTF-8
     * @throws IllegalStateException if there is none: a defect of the build
     */
    public static String of(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
