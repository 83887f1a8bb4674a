package dev.scholium.evaluate;

import dev.scholium.evaluate.Faithfulness.Argument;
import dev.scholium.evaluate.Faithfulness.Intervention;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in plain words what a probe of faithfulness showed, and no more than its intervals allow. */
public final class FaithfulnessSentence {

    /** Fewer changed labels than this, by the upper end of both intervals, and the label hardly heeds the rationale. */
    static final double HARDLY = 0.05;

    /** More labels than this that follow, by the lower end of the interval, and the label follows the rationale. */
    static final double FOLLOWS = 0.5;

    private static final String LABEL_FIRST = "The label is written before the rationale, which therefore cannot change"
            + " it: whether the label heeds the rationale is no question here.";

    private static final String TWO_TASK = "Label and rationale are answers to two questions, and neither reads the"
            + " other: as the student is used, the label cannot heed the rationale. Shown it behind the source, as never"
            + " in training: ";

    private FaithfulnessSentence() {}

    /**
     * What is said of a student.
     *
     * @param layout the student's, as in files
     * @param argument whether its rationales argue for its labels
     * @param intervention what other rationales do to its labels; null in the layout that allows none
     * @return some sentences
     */
    public static String of(String layout, Argument argument, @Nullable Intervention intervention) {
        String first = intervention == null
                ? LABEL_FIRST
                : layout.equals("two-task") ? TWO_TASK + decapitalised(heeds(intervention)) : heeds(intervention);
        return first + " " + argues(argument);
    }

    private static String decapitalised(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String heeds(Intervention found) {
        String followed = found.followed().rows() == 0
                ? "no two rows with unlike labels were swapped"
                : "where that row had another label, " + words(found.followed()) + " become that one";
        return verdict(found) + ": without the rationale " + words(found.blanked())
                + " of the labels change, "
                + (found.swapped().rows() == 0
                        ? "and no other row's rationale was another text."
                        : "with another row's " + words(found.swapped()) + ", and " + followed + ".");
    }

    private static String verdict(Intervention found) {
        if (below(found.blanked(), HARDLY) && (found.swapped().rows() == 0 || below(found.swapped(), HARDLY))) {
            return "The label hardly heeds the rationale";
        }
        ConfidenceInterval followed = found.followed().ci();
        return followed != null && followed.low() > FOLLOWS
                ? "The label follows the rationale"
                : "The label heeds the rationale in part";
    }

    private static boolean below(Share share, double limit) {
        ConfidenceInterval ci = share.ci();
        return ci != null && ci.high() < limit;
    }

    private static String argues(Argument argument) {
        return argument.arguing().count() == 0
                ? "None of the " + argument.arguing().rows() + " rationales argues by cue words for one label."
                : "Of the " + argument.arguing().rows() + " rationales "
                        + argument.arguing().count()
                        + " argue by cue words for one label; " + words(argument.own())
                        + " of these for the label that was written (another row's rationales: "
                        + words(argument.byChance()) + ").";
    }

    /** A share as per cent, with its interval. */
    private static String words(Share share) {
        Double value = share.share();
        ConfidenceInterval ci = share.ci();
        return value == null || ci == null
                ? "none"
                : String.format(Locale.ROOT, "%.1f %% ", 100 * value) + ci.text(100, 1);
    }
}
