package dev.scholium.augment.check;

import dev.scholium.prompt.TeacherReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a teacher judges a source's rationales, and what a poor judgement does, as a recipe writes it down:
 * {@code judge: {policy: flag, faithfulness: 3, usefulness: 3}}.
 *
 * @param policy what a poor judgement does; {@code off} asks no judge
 * @param faithfulness the smallest score that is no fault, from 1 to 5
 * @param usefulness the smallest score that is no fault, from 1 to 5
 */
public record JudgeSpec(CheckPolicy policy, int faithfulness, int usefulness) {

    private static final int DEFAULT_SCORE = 3;
    private static final int BEST = 5;

    /**
     * Checks policy and scores.
     *
     * @throws IllegalArgumentException if the policy is {@code ask-again}, or a score is not from 1 to 5
     */
    public JudgeSpec {
        if (policy == CheckPolicy.ASK_AGAIN) {
            throw new IllegalArgumentException(
                    "judge must be reject, flag or off, since every further rationale would be judged, and paid for,"
                            + " too, but is ask-again");
        }
        checkScore("faithfulness", faithfulness);
        checkScore("usefulness", usefulness);
    }

    private static void checkScore(String name, int score) {
        if (score < 1 || score > BEST) {
            throw new IllegalArgumentException(
                    "judge." + name + " must be a whole number from 1 to 5, but is " + score);
        }
    }

    /** What a recipe says; scores without a policy are to be flagged. */
    static JudgeSpec of(@Nullable Object value) {
        if (value == null) {
            return new JudgeSpec(CheckPolicy.OFF, DEFAULT_SCORE, DEFAULT_SCORE);
        }
        if (!(value instanceof Map<?, ?> settings)) {
            return new JudgeSpec(CheckPolicy.of(ChecksSpec.word(value)), DEFAULT_SCORE, DEFAULT_SCORE);
        }
        for (Object key : settings.keySet()) {
            if (!List.of("policy", "faithfulness", "usefulness").contains(key)) {
                throw new IllegalArgumentException(
                        "judge must have policy, faithfulness and usefulness only, but has \"" + key + "\"");
            }
        }
        Object policy = settings.get("policy");
        return new JudgeSpec(
                policy == null ? CheckPolicy.FLAG : CheckPolicy.of(ChecksSpec.word(policy)),
                score(settings, "faithfulness"),
                score(settings, "usefulness"));
    }

    private static int score(Map<?, ?> settings, String name) {
        if (!settings.containsKey(name)) {
            return DEFAULT_SCORE;
        }
        if (settings.get(name) instanceof Integer score) {
            return score;
        }
        throw new IllegalArgumentException(
                "judge." + name + " must be a whole number from 1 to 5, but is " + settings.get(name));
    }

    /** {@return whether a judge is asked} */
    public boolean isOn() {
        return policy != CheckPolicy.OFF;
    }

    /**
     * What is poor about a judgement.
     *
     * @param judgement what the judge said
     * @param gold the row's label
     * @return scores that are too low, and a label that is argued for but not gold's; empty if there is neither
     */
    public Optional<Finding> look(TeacherReply.Judgement judgement, String gold) {
        List<String> faults = new ArrayList<>();
        if (judgement.faithfulness() < faithfulness) {
            faults.add("faithfulness " + judgement.faithfulness());
        }
        if (judgement.usefulness() < usefulness) {
            faults.add("usefulness " + judgement.usefulness());
        }
        if (!judgement.label().isEmpty() && !judgement.label().equals(gold)) {
            faults.add("argues for " + judgement.label());
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(CheckName.JUDGE, String.join(", ", faults), policy));
    }
}
