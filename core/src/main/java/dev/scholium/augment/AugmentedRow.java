package dev.scholium.augment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scholium.augment.check.Finding;
import dev.scholium.prompt.RationaleKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code augmented/<name>-<split>.jsonl}.
 *
 * @param uid the row's uid
 * @param fields its texts
 * @param label its gold label
 * @param rationale one paragraph
 * @param rationaleKind what sort of text
 * @param origin where it came from
 * @param checks names of the checks that found a fault which does not reject it
 * @param findings what each of them found, as {@code name: what it found}; left out where there is none
 * @param judge what a judge made of it; left out where there is no judgement
 */
record AugmentedRow(
        String uid,
        Map<String, String> fields,
        String label,
        String rationale,
        RationaleKind rationaleKind,
        Origin origin,
        List<String> checks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> findings,
        @JsonInclude(JsonInclude.Include.NON_NULL) Verdict.@Nullable Scores judge) {

    static AugmentedRow of(AugmentedExample row, List<Finding> findings, Verdict verdict) {
        return new AugmentedRow(
                row.example().uid(),
                row.example().fields(),
                row.example().label(),
                row.rationale().text(),
                row.rationale().kind(),
                row.rationale().origin(),
                findings.stream().map(finding -> finding.check().word()).toList(),
                findings.stream().map(Finding::line).toList(),
                verdict.scores());
    }
}
