package dev.scholium.pilot;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * A pilot, as it stands in {@code pilot.json}.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param recipe name of the recipe
 * @param model who was asked
 * @param split which rows were sampled
 * @param splitRows how many there are
 * @param rows how many were asked about
 * @param seed of sample and bootstrap
 * @param finished when, in UTC
 * @param scholiumVersion by which version
 * @param command how the user started it
 * @param requests requests that this pilot sent; the others were in the journal
 * @param costUsd what they cost; absent if the price is unknown
 * @param templates what each template brought
 * @param contrasts each pair of templates by each figure that both have
 * @param shown some rows with every template's reply
 */
public record PilotResults(
        int formatVersion,
        String recipe,
        String model,
        String split,
        long splitRows,
        long rows,
        long seed,
        String finished,
        String scholiumVersion,
        String command,
        long requests,
        @org.jspecify.annotations.Nullable Double costUsd,
        List<TemplateFigures> templates,
        List<Contrast> contrasts,
        List<ShownRow> shown) {

    /** The version of the file's form that is written here. */
    public static final int FORMAT_VERSION = 1;

    /** Copies. */
    public PilotResults {
        templates = List.copyOf(templates);
        contrasts = List.copyOf(contrasts);
        shown = List.copyOf(shown);
    }

    /**
     * A row with every template's reply.
     *
     * @param uid the row
     * @param label its gold label
     * @param fields its texts
     * @param replies the teacher's last words by template
     */
    public record ShownRow(String uid, String label, Map<String, String> fields, Map<String, Said> replies) {

        /** Copies and keeps the order. */
        public ShownRow {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            replies = Collections.unmodifiableMap(new LinkedHashMap<>(replies));
        }
    }

    /**
     * A reply and what was made of it.
     *
     * @param reply the teacher's text as it came
     * @param rationale what was read; empty if nothing
     * @param problem why nothing was read; empty otherwise
     * @param teacherLabel the label that it names; may be empty
     * @param faults checks that the rationale does not pass
     */
    public record Said(String reply, String rationale, String problem, String teacherLabel, List<String> faults) {}

    /**
     * Reads a pilot.
     *
     * @param file a {@code pilot.json}
     * @return the pilot
     * @throws ScholiumException if it cannot be read, is damaged, or is of a newer version
     */
    public static PilotResults read(Path file) {
        try {
            PilotResults results = Json.read(Files.readString(file), PilotResults.class);
            if (results.formatVersion() > FORMAT_VERSION) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ": is of format version " + results.formatVersion() + ", but this Scholium reads up to "
                                + FORMAT_VERSION + "; use a newer one");
            }
            return results;
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is no pilot; remove it and run the pilot again", e);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * Writes the pilot.
     *
     * @param file where
     * @throws ScholiumException if it cannot be written
     */
    public void write(Path file) {
        AtomicFile.write(file, Json.page(this));
    }

    /** {@return what the reader should know before choosing by these figures, in sentences} */
    public List<String> warnings() {
        return contrasts.stream()
                .filter(contrast -> !contrast.told())
                .filter(contrast ->
                        List.of("parsed", "agreement", "names-label").contains(contrast.figure()))
                .map(Contrast::sentence)
                .toList();
    }
}
