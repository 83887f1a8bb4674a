package dev.scholium.evaluate.agreement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The figures of agreement, by the names that files and pages give them. */
public enum AgreementMeasure {
    /** See {@link PercentAgreement}. */
    PERCENT,
    /** See {@link CohenKappa}. */
    COHEN_KAPPA,
    /** See {@link CohenKappa}. */
    COHEN_KAPPA_LINEAR,
    /** See {@link CohenKappa}. */
    COHEN_KAPPA_QUADRATIC,
    /** See {@link FleissKappa}. */
    FLEISS_KAPPA,
    /** See {@link KrippendorffAlpha}. */
    ALPHA_NOMINAL,
    /** See {@link KrippendorffAlpha}. */
    ALPHA_ORDINAL,
    /** See {@link KrippendorffAlpha}. */
    ALPHA_INTERVAL;

    /** {@return the name in files: {@code alpha-ordinal}} */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the name for people: {@code Krippendorff's alpha, ordinal}} */
    public String title() {
        return switch (this) {
            case PERCENT -> "Share of pairs that are equal";
            case COHEN_KAPPA -> "Cohen's kappa";
            case COHEN_KAPPA_LINEAR -> "Cohen's kappa, linear";
            case COHEN_KAPPA_QUADRATIC -> "Cohen's kappa, quadratic";
            case FLEISS_KAPPA -> "Fleiss' kappa";
            case ALPHA_NOMINAL -> "Krippendorff's alpha, nominal";
            case ALPHA_ORDINAL -> "Krippendorff's alpha, ordinal";
            case ALPHA_INTERVAL -> "Krippendorff's alpha, interval";
        };
    }

    /** {@return how it is computed} */
    public AgreementFigure figure() {
        return switch (this) {
            case PERCENT -> new PercentAgreement();
            case COHEN_KAPPA -> new CohenKappa(CohenKappa.Weights.NONE);
            case COHEN_KAPPA_LINEAR -> new CohenKappa(CohenKappa.Weights.LINEAR);
            case COHEN_KAPPA_QUADRATIC -> new CohenKappa(CohenKappa.Weights.QUADRATIC);
            case FLEISS_KAPPA -> new FleissKappa();
            case ALPHA_NOMINAL -> new KrippendorffAlpha(Scale.NOMINAL);
            case ALPHA_ORDINAL -> new KrippendorffAlpha(Scale.ORDINAL);
            case ALPHA_INTERVAL -> new KrippendorffAlpha(Scale.INTERVAL);
        };
    }
}
