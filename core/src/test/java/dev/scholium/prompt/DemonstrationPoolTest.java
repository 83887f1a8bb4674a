package dev.scholium.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemonstrationPoolTest {

    private static Example row(int number, String premise) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", premise);
        fields.put("hypothesis", "Hypothesis " + number);
        return new Example(
                Integer.toString(number), fields, LabelSet.nli().names().get(number % 3), Map.of());
    }

    /** Sixty rows; each premise stands in two of them, with different labels. */
    private static List<DemonstrationPool.Worked> candidates() {
        List<DemonstrationPool.Worked> candidates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            candidates.add(new DemonstrationPool.Worked(row(i, "Premise " + i / 2), "Because of " + i + "."));
        }
        return candidates;
    }

    private static List<String> labels(List<DemonstrationPool.Worked> shown) {
        return shown.stream().map(worked -> worked.row().label()).toList();
    }

    @Test
    void showsAsManyOfEachLabelAsCanBe() {
        for (long seed = 0; seed < 50; seed++) {
            DemonstrationPool pool = DemonstrationPool.choose(6, seed, candidates());
            assertThat(labels(pool.shownFor(row(100, "Another premise"))))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder(
                            "entailment", "entailment", "neutral", "neutral", "contradiction", "contradiction");
        }
    }

    @Test
    void neverShowsARowItsOwnPremiseAndKeepsCountAndBalance() {
        DemonstrationPool pool = DemonstrationPool.choose(3, 1, candidates());
        for (DemonstrationPool.Worked candidate : candidates()) {
            List<DemonstrationPool.Worked> shown = pool.shownFor(candidate.row());
            assertThat(shown)
                    .extracting(worked -> worked.row().field("premise"))
                    .doesNotContain(candidate.row().field("premise"))
                    .doesNotHaveDuplicates();
            assertThat(labels(shown)).containsExactlyInAnyOrder("entailment", "neutral", "contradiction");
        }
    }

    @Test
    void choosesTheSameForAllRowsAndByTheSeedAlone() {
        Example one = row(100, "Another premise");
        Example two = row(101, "Yet another");
        DemonstrationPool pool = DemonstrationPool.choose(3, 7, candidates());

        assertThat(pool.shownFor(one)).isEqualTo(pool.shownFor(two));
        assertThat(DemonstrationPool.choose(3, 7, candidates()).shownFor(one)).isEqualTo(pool.shownFor(one));
        assertThat(DemonstrationPool.choose(3, 8, candidates()).shownFor(one)).isNotEqualTo(pool.shownFor(one));
        assertThat(pool.uids()).hasSize(3);
    }

    @Test
    void saysHowManyAreNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemonstrationPool.choose(2, 1, candidates().subList(0, 4)))
                .withMessage("demonstrations: to show 2, 3 worked examples with different texts are needed, but there"
                        + " are 2");
    }

    @Test
    void showsATemplatesOwnInTheirOrder() {
        DemonstrationPool pool = DemonstrationPool.written(candidates().subList(0, 4));

        assertThat(pool.uids()).containsExactly("0", "1", "2", "3");
        assertThat(pool.shownFor(row(50, "Premise 1")))
                .extracting(worked -> worked.row().uid())
                .containsExactly("0", "1");
    }

    @Test
    void standsInThePromptAsQuestionAndReply() {
        DemonstrationPool pool = DemonstrationPool.written(candidates().subList(0, 1));
        Prompt prompt = new Prompter(PromptTemplates.find("reasoning-json"), LabelSet.nli(), pool)
                .prompt(row(9, "Another premise"));

        assertThat(prompt.demonstrations()).hasSize(1);
        Demonstration shown = prompt.demonstrations().get(0);
        assertThat(shown.user())
                .startsWith("Premise: Premise 0\nHypothesis: Hypothesis 0\n")
                .contains("entails");
        assertThat(shown.reply()).isEqualTo("{\"rationale\":\"Because of 0.\"}");
    }
}
