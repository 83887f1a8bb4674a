package dev.scholium.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextShapeTest {

    @Test
    void countsWordsAndSentences() {
        assertThat(TextShape.of("Ada's boat cost 3.5 dollars. It sank! Why?"))
                .isEqualTo(new TextShape(
                        java.util.List.of("ada's", "boat", "cost", "3.5", "dollars", "it", "sank", "why"), 3));
        assertThat(TextShape.of("no end").sentences()).isEqualTo(1);
        assertThat(TextShape.of("One. Two").sentences()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"cat,1", "premise,2", "table,2", "contradiction,4", "the,1", "rhythm,1", "hypothesis,4"})
    void estimatesSyllables(String word, int syllables) {
        assertThat(TextShape.syllables(word)).isEqualTo(syllables);
    }

    /** 6 words, 1 sentence, 6 syllables: 206.835 - 1.015 * 6 - 84.6. */
    @Test
    void readingEaseIsFleschs() {
        assertThat(TextShape.of("The cat sat on the mat.").readingEase()).isCloseTo(116.145, within(1e-9));
    }

    @Test
    void theMovingRatioDoesNotFallWithLength() {
        String words = "a b c d e f g h i j k l m n o p q r s t ";

        assertThat(TextShape.of(words).typeTokenRatio()).isEqualTo(1);
        assertThat(TextShape.of(words.repeat(3)).typeTokenRatio()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(TextShape.of(words.repeat(3)).movingTypeTokenRatio()).isEqualTo(1);
    }

    @Test
    void whatRepeatsItselfIsCompressible() {
        assertThat(TextShape.compression("so it is ".repeat(40))).isGreaterThan(10);
        assertThat(TextShape.compression("a")).isLessThan(1);
    }
}
