package dev.scholium.augment.check;

import dev.scholium.data.LabelSet;
import dev.scholium.prompt.RationaleKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Carries out the checks of one source of rationales. */
public final class Checker {

    private final Map<CheckName, ChecksSpec.Setting> settings;
    private final Map<CheckName, RationaleCheck> checks = new EnumMap<>(CheckName.class);
    private final int maxRepeats;

    /**
     * A checker.
     *
     * @param spec policies and thresholds
     * @param kind what sort of rationale
     * @param labels the task's labels
     * @param relations further words for labels, such as a template's; may be empty
     */
    public Checker(ChecksSpec spec, RationaleKind kind, LabelSet labels, Collection<String> relations) {
        settings = spec.policies(kind);
        maxRepeats = spec.maxRepeats();
        settings.forEach((name, setting) -> {
            if (setting.policy() != CheckPolicy.OFF && name != CheckName.JUDGE) { // a teacher looks, no rule
                checks.put(name, check(name, setting.threshold(), new LabelWords(labels, relations)));
            }
        });
    }

    private static RationaleCheck check(CheckName name, double threshold, LabelWords words) {
        return switch (name) {
            case EMPTY -> new Empty();
            case REFUSAL -> new Refusal();
            case CUT_OFF -> new CutOff();
            case WRONG_LANGUAGE -> new WrongLanguage(threshold);
            case TOO_LONG -> new TooLong(threshold);
            case TOO_SHORT -> new TooShort(threshold);
            case REPEATS_ITSELF -> new RepeatsItself(threshold);
            case NAMES_LABEL -> new NamesLabel(words);
            case COPIES_PREMISE -> new CopiesPremise(threshold);
            case INVENTS_NAMES -> new InventsNames(threshold);
            case INVENTS_NUMBERS -> new InventsNumbers(threshold);
            case OTHER_LABEL -> new OtherLabel();
            case NEAR_DUPLICATE -> new NearDuplicates(threshold);
            case JUDGE -> throw new IllegalArgumentException("a teacher judges, and no rule");
        };
    }

    /** {@return how often a teacher is asked once more about a row at most} */
    public int maxRepeats() {
        return maxRepeats;
    }

    /**
     * What a fault does here.
     *
     * @param name a check
     * @return its policy
     */
    public CheckPolicy policy(CheckName name) {
        return Objects.requireNonNull(settings.get(name), "every check has a setting")
                .policy();
    }

    /**
     * All that the checks find which look at one rationale alone.
     *
     * @param subject a rationale
     * @return findings in the order of {@link CheckName}
     */
    public List<Finding> look(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        checks.forEach((name, check) -> {
            if (name != CheckName.NEAR_DUPLICATE) {
                check.look(subject).ifPresent(detail -> findings.add(new Finding(name, detail, policy(name))));
            }
        });
        return findings;
    }

    /**
     * Compares a rationale with all that came before; each row's once, in the order of the rows.
     *
     * @param subject a rationale
     * @return a finding of {@link CheckName#NEAR_DUPLICATE}, or none
     */
    public List<Finding> compare(Subject subject) {
        RationaleCheck check = checks.get(CheckName.NEAR_DUPLICATE);
        return check == null
                ? List.of()
                : check.look(subject)
                        .map(detail -> new Finding(CheckName.NEAR_DUPLICATE, detail, policy(CheckName.NEAR_DUPLICATE)))
                        .map(List::of)
                        .orElse(List.of());
    }
}
