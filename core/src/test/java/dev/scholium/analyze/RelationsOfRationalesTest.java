package dev.scholium.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RelationsOfRationalesTest {

    private static final List<String> LABELS = LabelSet.nli().names();

    /** Rationales of 3 to 32 words, of which the long ones go with right answers. */
    private static Analysis.Relation longerIsBetter(int rows) {
        SplittableRandom random = new SplittableRandom(3);
        List<WrittenRationale> rationales = new ArrayList<>();
        Map<String, Relations.Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < rows; i++) {
            int words = 3 + random.nextInt(30);
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < words; k++) {
                text.append("abcdefgh".charAt(random.nextInt(8))).append("ea ".repeat(1 + random.nextInt(1)));
            }
            String uid = "row-" + i;
            rationales.add(new WrittenRationale(
                    uid,
                    Map.of("premise", "aea bea", "hypothesis", "cea"),
                    LABELS.get(i % 3),
                    text.toString().strip()));
            answers.put(uid, new Relations.Answer(random.nextInt(33) < words, random.nextDouble()));
        }
        Measured group = Measured.of("teacher made", "reasoning", "dev", rationales, new Properties(LabelSet.nli()));
        return Relations.of(group, "student", 1, answers, LABELS).orElseThrow();
    }

    @Test
    void findsWhatGoesWithBeingRightAndNotWhatDoesNot() {
        Analysis.Relation relation = longerIsBetter(600);

        Analysis.Term words = relation.terms().get(0);
        assertThat(words.property()).isEqualTo("words");
        assertThat(words.correctCi().low()).isGreaterThan(0.3);
        assertThat(words.correctPHolm()).isLessThan(0.001);
        assertThat(words.confidencePHolm()).isGreaterThan(0.05);
        assertThat(Objects.requireNonNull(words.oddsRatioCi()).low()).isGreaterThan(1);
    }

    @Test
    void saysWhyAPropertyIsNotInTheRegression() {
        assertThat(longerIsBetter(600).leftOut())
                .containsEntry("sentences", "the same in all rows")
                .containsEntry("new_names", "the same in all rows");
        assertThat(longerIsBetter(600).terms())
                .as("such a property goes with nothing")
                .extracting(Analysis.Term::property)
                .doesNotContain("sentences", "new_names");
    }

    @Test
    void fewRowsGiveNoRelation() {
        Measured group = Measured.of(
                "teacher made",
                "reasoning",
                "dev",
                List.of(new WrittenRationale("1", Map.of("premise", "a"), "neutral", "b")),
                new Properties(LabelSet.nli()));

        assertThat(Relations.of(group, "student", 1, Map.of("1", new Relations.Answer(true, 1)), LABELS))
                .isEmpty();
    }
}
