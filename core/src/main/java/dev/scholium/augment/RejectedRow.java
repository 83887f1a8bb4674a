package dev.scholium.augment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scholium.prompt.RationaleKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code augmented/<name>-<split>.rejected.jsonl}.
 *
 * @param uid the row's uid
 * @param fields its texts
 * @param label its gold label
 * @param rationaleKind what sort of rationale was wanted
 * @param reason why there is none, in words that rows share
 * @param detail what is particular to this row; may be empty
 * @param reply the teacher's text, or the last body received if there was no answer
 * @param origin who was asked, or the column
 * @param reasons every reason, the checks' by their names with what they found
 * @param judge what a judge made of it; left out where there is no judgement
 */
record RejectedRow(
        String uid,
        Map<String, String> fields,
        String label,
        RationaleKind rationaleKind,
        String reason,
        String detail,
        String reply,
        Origin origin,
        List<String> reasons,
        @JsonInclude(JsonInclude.Include.NON_NULL) Verdict.@Nullable Scores judge) {}
