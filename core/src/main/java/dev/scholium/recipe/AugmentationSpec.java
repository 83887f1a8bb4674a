package dev.scholium.recipe;

import dev.scholium.augment.rows.RowLimits;
import dev.scholium.augment.rows.RowMethod;
import dev.scholium.augment.words.Protection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way to make new training rows.
 *
 * @param method {@code paraphrase}, {@code back-translation}, {@code counterfactual} or {@code adversarial} by the
 *     teacher; {@code synonym}, {@code insertion}, {@code swap}, {@code deletion} or {@code word-edits} without one
 * @param field the field that gets a new text
 * @param perRow new rows to try for each training row, at least 1
 * @param rows new rows at most; 0 for no limit
 * @param costUsd once the requests behind the rows have cost so much, no further row is tried; absent for no limit
 * @param seed of the order in which rows are taken where there is a limit, and of word edits
 * @param prompt a template file in place of the built-in one; empty for that
 * @param backPrompt the same for a translation's way back
 * @param language the language between in a back-translation
 * @param verify whether a second request must find the new row's label; absent for what the method needs
 * @param verifyPrompt the second request's template, which asks for a label
 * @param alpha share of words that are edited, in {@code (0, 1)}
 * @param protect sorts of words that edits leave alone
 */
public record AugmentationSpec(
        String method,
        String field,
        int perRow,
        int rows,
        @Nullable Double costUsd,
        long seed,
        String prompt,
        String backPrompt,
        String language,
        @Nullable Boolean verify,
        String verifyPrompt,
        double alpha,
        List<String> protect) {

    private static final Pattern LANGUAGE = Pattern.compile("[\\p{L} -]{2,40}");

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if a word is unknown, a number out of range, or a cost limits what costs nothing
     */
    public AugmentationSpec {
        protect = List.copyOf(protect);
        protect.forEach(Protection::of);
        RowLimits limits = new RowLimits(rows, costUsd);
        boolean asksTeacher = RowMethod.of(method).asksTeacher();
        if (limits.costUsd() != null && !asksTeacher) {
            throw new IllegalArgumentException("cost_usd limits what a teacher writes, but " + method + " asks none");
        }
        if (Boolean.TRUE.equals(verify) && !asksTeacher) {
            throw new IllegalArgumentException("verify is the teacher's, but " + method + " asks none");
        }
        if (perRow < 1 || perRow > 100) {
            throw new IllegalArgumentException("per_row must be in [1, 100], but is " + perRow);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1), but is " + alpha);
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("language must be a language's name, but is \"" + language + "\"");
        }
    }

    /** {@return the method} */
    public RowMethod rowMethod() {
        return RowMethod.of(method);
    }

    /** {@return when there are enough} */
    public RowLimits limits() {
        return new RowLimits(rows, costUsd);
    }

    /** {@return whether a second request must find the label} */
    public boolean isVerified() {
        return verify == null ? rowMethod().verifiesByDefault() : verify;
    }

    /** {@return the protected sorts of words} */
    public List<Protection> protections() {
        return protect.stream().map(Protection::of).toList();
    }
}
