package dev.scholium.augment.rows;

import java.util.List;

/** Where a new row came from, as it stands in every line of {@code augmented/*.rows.jsonl}. */
public sealed interface RowOrigin {

    /** {@return {@code teacher} or {@code edits}} */
    String source();

    /** {@return uid of the row that it was made of} */
    String parent();

    /** {@return which new row of that one, from 1} */
    int number();

    /**
     * A teacher wrote it.
     *
     * @param source {@code teacher}
     * @param method word of the method
     * @param parent uid of the row that it was made of
     * @param number which new row of that one, from 1
     * @param provider how the teacher was reached
     * @param model the teacher's name
     * @param template name of the prompt template
     * @param templateVersion its version
     * @param templateHash SHA-256 of its content
     * @param requestHashes keys of the requests in the journal, in the order in which one led to the next
     * @param verifiedLabel the label that the teacher found without seeing the wanted one; empty where it was not asked
     */
    record ByTeacher(
            String source,
            String method,
            String parent,
            int number,
            String provider,
            String model,
            String template,
            String templateVersion,
            String templateHash,
            List<String> requestHashes,
            String verifiedLabel)
            implements RowOrigin {

        /** Copies. */
        public ByTeacher {
            requestHashes = List.copyOf(requestHashes);
        }
    }

    /**
     * Word edits made it.
     *
     * @param source {@code edits}
     * @param method word of the edit
     * @param parent uid of the row that it was made of
     * @param number which new row of that one, from 1
     * @param seed of everything random in it, with parent and number
     * @param alpha share of words that the edit was to change
     * @param changes how many words it changed
     */
    record ByEdits(String source, String method, String parent, int number, long seed, double alpha, int changes)
            implements RowOrigin {}
}
