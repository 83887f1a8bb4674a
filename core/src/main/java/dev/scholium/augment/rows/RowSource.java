package dev.scholium.augment.rows;

import dev.scholium.augment.words.WordEditor;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.teacher.Asker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who makes new rows, and how. */
public sealed interface RowSource {

    /** {@return by which method} */
    RowMethod method();

    /**
     * A teacher.
     *
     * @param method one of the teacher's
     * @param templates what it is asked, one question after the other: two for a back-translation, else one
     * @param verifier what it is asked about a new row, so that it names the label itself; null for no second request
     * @param language the language between for a back-translation
     * @param asker asks it
     */
    record Taught(
            RowMethod method,
            List<PromptTemplate> templates,
            @Nullable PromptTemplate verifier,
            String language,
            Asker asker)
            implements RowSource {

        /**
         * Copies, and checks the templates.
         *
         * @throws IllegalArgumentException if the verifier is not asked for a label, or there are too few templates
         */
        public Taught {
            templates = List.copyOf(templates);
            int needed = method == RowMethod.BACK_TRANSLATION ? 2 : 1;
            if (templates.size() != needed) {
                throw new IllegalArgumentException(
                        method.word() + " needs " + needed + " prompt templates, but has " + templates.size());
            }
            if (verifier != null && !verifier.reply().namesLabel()) {
                throw new IllegalArgumentException("verify_prompt: " + verifier.name()
                        + " must ask for a label (reply.label), so that the new row's can be compared with it");
            }
        }
    }

    /**
     * Word edits.
     *
     * @param method one of the word edits, or all in turn
     * @param editor makes them
     * @param seed of everything random in them
     */
    record Edited(RowMethod method, WordEditor editor, long seed) implements RowSource {}
}
