package dev.scholium.augment.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.scholium.prompt.RationaleKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one source of rationales, as a recipe writes them down: {@code {names-label: reject, too-long: {policy:
 * flag, threshold: 120}, judge: {policy: flag, faithfulness: 3, usefulness: 3}, max_repeats: 2}}.
 *
 * @param settings by check a policy, or a policy and a threshold; what is not named has its default
 */
public record ChecksSpec(@JsonValue Map<String, Object> settings) {

    /** How often a teacher is asked once more about a row, where a recipe says nothing. */
    static final int DEFAULT_REPEATS = 2;

    private static final String MAX_REPEATS = "max_repeats";
    private static final int MOST_REPEATS = 20;

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if a check, policy or threshold is unknown or impossible
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChecksSpec {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        settings.forEach((name, value) -> {
            if (!name.equals(MAX_REPEATS)) {
                setting(CheckName.of(name), value, RationaleKind.REASONING);
            }
        });
        repeats(settings);
    }

    /** {@return the defaults} */
    public static ChecksSpec defaults() {
        return new ChecksSpec(Map.of());
    }

    /** {@return how often a teacher is asked once more about a row at most} */
    public int maxRepeats() {
        return repeats(settings);
    }

    /** {@return whether some fault makes a teacher be asked once more} */
    public boolean asksAgain() {
        return policies(RationaleKind.REASONING).values().stream()
                .anyMatch(setting -> setting.policy() == CheckPolicy.ASK_AGAIN);
    }

    /** {@return whether a teacher judges the rationales, and what a poor judgement does} */
    public JudgeSpec judge() {
        return JudgeSpec.of(settings.get(CheckName.JUDGE.word()));
    }

    /** {@return the same checks, but no judge and none that asks again: such a fault is treated as by default} */
    public ChecksSpec withoutAskingAgain() {
        Map<String, Object> once = new LinkedHashMap<>(settings);
        once.remove(CheckName.JUDGE.word());
        once.replaceAll((name, value) -> name.equals(MAX_REPEATS) ? value : once(CheckName.of(name), value));
        return new ChecksSpec(once);
    }

    private static Object once(CheckName name, Object value) {
        String policy = name.defaultPolicy().word();
        if (value instanceof Map<?, ?> both && CheckPolicy.ASK_AGAIN.word().equals(both.get("policy"))) {
            Map<Object, Object> changed = new LinkedHashMap<>(both);
            changed.put("policy", policy);
            return changed;
        }
        return CheckPolicy.ASK_AGAIN.word().equals(value) ? policy : value;
    }

    /** {@return every check's policy and threshold for one kind of rationale} */
    Map<CheckName, Setting> policies(RationaleKind kind) {
        Map<CheckName, Setting> policies = new EnumMap<>(CheckName.class);
        for (CheckName name : CheckName.values()) {
            policies.put(name, setting(name, settings.get(name.word()), kind));
        }
        return policies;
    }

    /**
     * One check's setting.
     *
     * @param policy what a found fault does
     * @param threshold from where on it is one; 0 where the check has none
     */
    record Setting(CheckPolicy policy, double threshold) {}

    private static Setting setting(CheckName name, @Nullable Object value, RationaleKind kind) {
        if (name == CheckName.JUDGE) {
            return new Setting(JudgeSpec.of(value).policy(), 0);
        }
        CheckPolicy policy = name.defaultPolicy();
        double threshold = name.defaultThreshold(kind);
        if (value instanceof Map<?, ?> both) {
            for (Object key : both.keySet()) {
                if (!key.equals("policy") && !key.equals("threshold")) {
                    throw new IllegalArgumentException(
                            name.word() + " must have policy and threshold only, but has \"" + key + "\"");
                }
            }
            if (both.get("policy") != null) {
                policy = CheckPolicy.of(word(both.get("policy")));
            }
            if (both.get("threshold") instanceof Number number) {
                threshold = number.doubleValue();
                name.checkThreshold(threshold);
            } else if (both.containsKey("threshold")) {
                throw new IllegalArgumentException(
                        name.word() + ".threshold must be a number, but is " + both.get("threshold"));
            }
        } else if (value != null) {
            policy = CheckPolicy.of(word(value));
        }
        if (name.leavesNothing() && (policy == CheckPolicy.FLAG || policy == CheckPolicy.OFF)) {
            throw new IllegalArgumentException(name.word() + " must be reject or ask-again, since it leaves no"
                    + " rationale, but is " + policy.word());
        }
        if (name == CheckName.NEAR_DUPLICATE && policy == CheckPolicy.ASK_AGAIN) {
            throw new IllegalArgumentException("near-duplicate must be reject, flag or off, since what it compares"
                    + " with is known only when the rows are written, but is ask-again");
        }
        return new Setting(policy, threshold);
    }

    /** YAML 1.1 reads {@code off} as false. */
    static String word(@Nullable Object value) {
        return Boolean.FALSE.equals(value) ? "off" : String.valueOf(value);
    }

    private static int repeats(Map<String, Object> settings) {
        Object value = settings.getOrDefault(MAX_REPEATS, DEFAULT_REPEATS);
        if (!(value instanceof Integer repeats) || repeats < 1 || repeats > MOST_REPEATS) {
            throw new IllegalArgumentException("max_repeats must be from 1 to " + MOST_REPEATS + ", but is " + value);
        }
        return repeats;
    }
}
