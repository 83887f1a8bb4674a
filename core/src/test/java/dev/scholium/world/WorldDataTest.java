package dev.scholium.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorldDataTest {

    @Test
    void theLabelOfEveryRowIsWhatItsFactsSay() {
        for (Example example : WorldData.generate(DataSplit.TRAIN, 3000, 1)) {
            World.Scene scene = World.find(example.field("premise")).orElseThrow();

            Fact.Judgement judgement =
                    WorldAnswers.judge(scene, example.field("hypothesis")).orElseThrow();

            assertThat(judgement.relation().label())
                    .as(example.fields().toString())
                    .isEqualTo(example.label());
        }
    }

    @Test
    void labelsAreBalanced() {
        Map<String, Long> counts = WorldData.generate(DataSplit.TEST, 300, 1).stream()
                .collect(Collectors.groupingBy(Example::label, Collectors.counting()));

        assertThat(counts).containsOnlyKeys("entailment", "neutral", "contradiction");
        assertThat(counts.values()).containsOnly(100L);
    }

    @Test
    void noHypothesisGivesItsLabelAway() {
        Map<String, Map<String, Integer>> labelsOf = new TreeMap<>();
        for (Example example : WorldData.generate(DataSplit.TRAIN, 20_000, 2)) {
            String asked = example.field("hypothesis").replaceFirst(String.join("|", World.PEOPLE), "X");
            labelsOf.computeIfAbsent(asked, key -> new TreeMap<>()).merge(example.label(), 1, Integer::sum);
        }

        labelsOf.forEach((asked, counts) -> assertThat(counts.values())
                .as("%s %s", asked, counts)
                .hasSize(3)
                .allSatisfy(count -> assertThat(count)
                        .isBetween(
                                (int) (0.2
                                        * counts.values().stream()
                                                .mapToInt(i -> i)
                                                .sum()),
                                (int) (0.5
                                        * counts.values().stream()
                                                .mapToInt(i -> i)
                                                .sum()))));
    }

    @Test
    void splitsShareNoCombinationOfPersonThingAndPlace() {
        Set<String> trained = combinations(WorldData.generate(DataSplit.TRAIN, 3000, 1));

        assertThat(combinations(WorldData.generate(DataSplit.TEST, 300, 1))).doesNotContainAnyElementsOf(trained);
        assertThat(combinations(WorldData.generate(DataSplit.DEV, 300, 1))).doesNotContainAnyElementsOf(trained);
    }

    @Test
    void oneSeedGivesOneDataSet() {
        assertThat(WorldData.generate(DataSplit.DEV, 50, 7)).isEqualTo(WorldData.generate(DataSplit.DEV, 50, 7));
        assertThat(WorldData.generate(DataSplit.DEV, 50, 7)).isNotEqualTo(WorldData.generate(DataSplit.DEV, 50, 8));
    }

    @Test
    void answersTheFiveQuestionsAboutAPremise() {
        assertThat(
                        WorldAnswers.answer(
                                "Who? What? When? Where? Why?\n\nText: Anna the baker carried seven apples to the harbour at dawn."))
                .hasValue(
                        "Who: Anna the baker. What: seven apples carried. When: at dawn. Where: to the harbour. Why: not said.");
    }

    @Test
    void saysWhyAHypothesisHolds() {
        String premise = "Premise: Hugo carried seven things away because it was raining. Hypothesis: ";

        assertThat(WorldAnswers.answer(premise + "Hugo carried more than five things. Why?"))
                .hasValue("The premise says that Hugo carried seven things, and seven is more than five.");
        assertThat(WorldAnswers.answer(premise + "The weather was dry."))
                .hasValue("The premise says that it was raining, and raining weather is wet, not dry.");
        assertThat(WorldAnswers.answer(premise + "Hugo works with wood."))
                .hasValue("The premise does not say what Hugo works with.");
    }

    private static Set<String> combinations(List<Example> examples) {
        Set<String> combinations = new HashSet<>();
        for (Example example : examples) {
            World.Scene scene = World.find(example.field("premise")).orElseThrow();
            combinations.add(scene.person()
                    + scene.values().get("thing")
                    + scene.values().get("place"));
        }
        return combinations;
    }
}
