package dev.scholium.augment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelCuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "What is red follows from what is said of the kite.|entailment",
                "A closed door rules out that anybody came in.|contradiction",
                "The premise neither supports nor contradicts it.|neutral",
                "The kite does not contradict the loaf.|none",
                "The kite is red.|none",
                "It entails one part and contradicts the other.|none"
            })
    void readsPhrasesOfInferenceAndNoneWhereTheyDisagree(String rationale, String label) {
        assertThat(LabelCues.of(LabelSet.nli()).arguesFor(rationale).orElse(null))
                .isEqualTo(label);
    }

    @Test
    void readsNamesAndAliasesOfOtherLabels() {
        LabelCues cues = LabelCues.of(
                new LabelSet(List.of(new Label("positive", Set.of("good")), new Label("negative", Set.of("bad")))));

        assertThat(cues.arguesFor("The food was good and the room quiet.")).contains("positive");
        assertThat(cues.arguesFor("The food was not good. It was bad.")).contains("negative");
        assertThat(cues.arguesFor("The food was warm.")).isEmpty();
    }
}
