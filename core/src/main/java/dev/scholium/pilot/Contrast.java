package dev.scholium.pilot;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.DetectableDifference;
import dev.scholium.evaluate.PairedCounts;
import dev.scholium.evaluate.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Two templates on the same rows, by one figure.
 *
 * @param figure {@code parsed}, {@code agreement}, or a check's name
 * @param a the first template
 * @param b the second
 * @param difference share of the first minus share of the second, over all rows
 * @param ci its interval (Bonett and Price)
 * @param detectable the smallest difference that so many rows show with a probability of 80 %
 * @param told whether the rows can tell the two apart: the interval does not hold 0
 */
public record Contrast(
        String figure, String a, String b, double difference, ConfidenceInterval ci, double detectable, boolean told) {

    /**
     * Compares two templates by every figure that both have.
     *
     * @param a the first's name and replies
     * @param b the second's, of the same rows in the same order
     * @return one contrast a figure
     */
    public static List<Contrast> between(Replies a, Replies b) {
        List<Contrast> contrasts = new ArrayList<>();
        contrasts.add(of("parsed", a, b, PilotReply::isParsed));
        if (a.namesLabel() && b.namesLabel()) {
            contrasts.add(of("agreement", a, b, PilotReply::agrees));
        }
        for (String check : a.checks()) {
            if (b.checks().contains(check)) {
                contrasts.add(of(check, a, b, reply -> reply.faults().contains(check)));
            }
        }
        return contrasts;
    }

    /**
     * A template's replies.
     *
     * @param name the template
     * @param namesLabel whether its teacher is asked for the label
     * @param checks names of the checks that every rationale went through, in order
     * @param replies one a row
     */
    public record Replies(String name, boolean namesLabel, List<String> checks, List<PilotReply> replies) {

        /** Copies. */
        public Replies {
            checks = List.copyOf(checks);
            replies = List.copyOf(replies);
        }
    }

    private static Contrast of(String figure, Replies a, Replies b, Predicate<PilotReply> claim) {
        long onlyA = 0;
        long onlyB = 0;
        for (int i = 0; i < a.replies().size(); i++) {
            boolean ofA = claim.test(a.replies().get(i));
            boolean ofB = claim.test(b.replies().get(i));
            onlyA += ofA && !ofB ? 1 : 0;
            onlyB += ofB && !ofA ? 1 : 0;
        }
        PairedCounts counts = new PairedCounts(a.replies().size(), onlyA, onlyB);
        ConfidenceInterval ci = PairedDifference.interval(counts, ConfidenceInterval.LEVEL);
        return new Contrast(
                figure,
                a.name(),
                b.name(),
                counts.difference(),
                ci,
                DetectableDifference.of(counts),
                ci.low() > 0 || ci.high() < 0);
    }

    /** {@return the contrast in one line for people} */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%s: %s against %s %+.1f points %s: %s",
                figure,
                a,
                b,
                100 * difference,
                ci.signedText(100, 1),
                told
                        ? "they differ"
                        : String.format(
                                Locale.ROOT,
                                "so many rows cannot tell them apart (they show differences of %.0f points)",
                                100 * detectable));
    }
}
