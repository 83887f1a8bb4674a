package dev.scholium.evaluate.agreement;

/** A number that says how far raters agree: 1 is always, and for all but per cent 0 is what chance would bring. */
@FunctionalInterface
public interface AgreementFigure {

    /**
     * Computes it.
     *
     * @param table ratings
     * @return at most 1; NaN where it is not defined, as when no row was rated twice or all ratings are the same
     */
    double of(RatingTable table);
}
