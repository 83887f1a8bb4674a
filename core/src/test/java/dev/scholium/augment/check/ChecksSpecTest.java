package dev.scholium.augment.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.prompt.RationaleKind;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChecksSpecTest {

    @Test
    void flagsWhatARecipeDoesNotName() {
        ChecksSpec spec = new ChecksSpec(Map.of("too-long", Map.of("policy", "reject", "threshold", 80)));

        assertThat(spec.policies(RationaleKind.EXTRACTION))
                .containsEntry(CheckName.EMPTY, new ChecksSpec.Setting(CheckPolicy.REJECT, 0))
                .containsEntry(CheckName.NAMES_LABEL, new ChecksSpec.Setting(CheckPolicy.FLAG, 0))
                .containsEntry(CheckName.TOO_LONG, new ChecksSpec.Setting(CheckPolicy.REJECT, 80));
        assertThat(ChecksSpec.defaults().policies(RationaleKind.EXTRACTION).get(CheckName.TOO_LONG))
                .isEqualTo(new ChecksSpec.Setting(CheckPolicy.FLAG, 60));
    }

    @Test
    void readsAnUnquotedOffAsOff() {
        assertThat(Objects.requireNonNull(new ChecksSpec(Map.of("cut-off", false))
                                .policies(RationaleKind.REASONING)
                                .get(CheckName.CUT_OFF))
                        .policy())
                .isEqualTo(CheckPolicy.OFF);
    }

    @Test
    void asksAJudgeOnlyWhereARecipeSaysSo() {
        assertThat(ChecksSpec.defaults().judge().isOn()).isFalse();
        assertThat(new ChecksSpec(Map.of("judge", false)).judge().isOn()).isFalse();
        ChecksSpec judged = new ChecksSpec(Map.of("judge", Map.of("usefulness", 4)));
        assertThat(judged.judge()).isEqualTo(new JudgeSpec(CheckPolicy.FLAG, 3, 4));
        assertThat(judged.withoutAskingAgain().judge().isOn())
                .as("a pilot asks none")
                .isFalse();
    }

    private static void refuses(String name, Object value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChecksSpec(Map.of(name, value)))
                .withMessage(message);
    }

    @Test
    void refusesWhatCannotBe() {
        refuses(
                "too-lng",
                "flag",
                "a check must be one of [empty, refusal, cut-off, wrong-language, too-long, too-short, repeats-itself,"
                        + " names-label, copies-premise, invents-names, invents-numbers, other-label, near-duplicate,"
                        + " judge], but is \"too-lng\"");
        refuses("too-long", "drop", "a check's policy must be one of [off, flag, ask-again, reject], but is \"drop\"");
        refuses("empty", "flag", "empty must be reject or ask-again, since it leaves no rationale, but is flag");
        refuses(
                "near-duplicate",
                "ask-again",
                "near-duplicate must be reject, flag or off, since what it compares with is known only when the rows"
                        + " are written, but is ask-again");
        refuses(
                "judge",
                "ask-again",
                "judge must be reject, flag or off, since every further rationale would be judged, and paid for, too,"
                        + " but is ask-again");
        refuses("judge", Map.of("usefulness", 6), "judge.usefulness must be a whole number from 1 to 5, but is 6");
        refuses(
                "judge",
                Map.of("faithfulness", 2.5),
                "judge.faithfulness must be a whole number from 1 to 5, but is 2.5");
        refuses(
                "judge",
                Map.of("threshold", 3),
                "judge must have policy, faithfulness and usefulness only, but has \"threshold\"");
        refuses("cut-off", Map.of("threshold", 1), "cut-off has no threshold");
        refuses(
                "copies-premise",
                Map.of("threshold", 50),
                "copies-premise.threshold must be from 0.0 to 1.0, but is 50.0");
        refuses("too-long", Map.of("words", 50), "too-long must have policy and threshold only, but has \"words\"");
        refuses("max_repeats", 0, "max_repeats must be from 1 to 20, but is 0");
    }
}
