package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.Faithfulness.Argument;
import dev.scholium.evaluate.Faithfulness.Intervention;
import org.junit.jupiter.api.Test;

class FaithfulnessSentenceTest {

    @Test
    void whereNoRowGotAnotherTextLabelsWithoutRationaleSpeakAlone() {
        Share nothing = Share.of(0, 0);
        Share right = Share.of(300, 400);

        String sentence = FaithfulnessSentence.of(
                "rationale-first",
                new Argument(Share.of(0, 400), nothing, nothing),
                new Intervention(Share.of(0, 400), nothing, nothing, right, right, nothing));

        assertThat(sentence)
                .isEqualTo("The label hardly heeds the rationale: without the rationale 0.0 % [0.0, 1.0] of the labels"
                        + " change, and no other row's rationale was another text. None of the 400 rationales argues by"
                        + " cue words for one label.");
    }
}
