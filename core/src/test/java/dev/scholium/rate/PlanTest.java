package dev.scholium.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    private static final String RATERS =
            "rows: {count: 18}\nraters: {names: [ann, ben, cleo], per_card: 2, all: 6, repeated: 4}\n";

    @TempDir
    private Path folder;

    private Plan plan(String study) {
        return new SmallStudy(folder).plan(study);
    }

    private static Map<String, Long> ratersOfCards(Plan plan) {
        return plan.turns().values().stream()
                .flatMap(List::stream)
                .filter(turn -> turn.kind() == Turn.Kind.FIRST)
                .collect(Collectors.groupingBy(turn -> turn.card().id(), Collectors.counting()));
    }

    @Test
    void theSameStudyHasTheSamePlanAndAnotherSeedAnother() {
        assertThat(plan(RATERS)).isEqualTo(plan(RATERS));
        assertThat(plan(RATERS + "seed: 2\n").cards()).isNotEqualTo(plan(RATERS).cards());
    }

    @Test
    void everyCardHasItsRatersAndSomeHaveAll() {
        Map<String, Long> raters = ratersOfCards(plan(RATERS));

        assertThat(raters).hasSize(36);
        assertThat(raters.values()).filteredOn(count -> count == 3).hasSize(6);
        assertThat(raters.values()).filteredOn(count -> count == 2).hasSize(30);
    }

    @Test
    void ratersHaveEquallyManyCardsInOrdersOfTheirOwn() {
        Plan plan = plan(RATERS);

        assertThat(plan.turns().values()).extracting(List::size).containsOnly(26 + 4);
        assertThat(plan.of("ann").stream().map(turn -> turn.card().id()).toList())
                .isNotEqualTo(
                        plan.of("ben").stream().map(turn -> turn.card().id()).toList());
    }

    @Test
    void repeatedCardsComeBackAfterOthers() {
        List<Turn> turns = plan(RATERS).of("cleo");

        List<Turn> again =
                turns.stream().filter(turn -> turn.kind() == Turn.Kind.AGAIN).toList();
        assertThat(again).hasSize(4);
        for (Turn turn : again) {
            int before = turns.stream()
                    .filter(first ->
                            first.kind() == Turn.Kind.FIRST && first.card().equals(turn.card()))
                    .findFirst()
                    .orElseThrow()
                    .place();
            assertThat(turn.place() - before).isGreaterThan(5);
        }
    }

    @Test
    void rowsAreEvenOverLabelsAndWhatTheStudentHasRight() {
        Map<String, Long> strata = plan(RATERS).cards().stream()
                .collect(Collectors.groupingBy(
                        card -> card.goldLabel() + card.student().orElseThrow().correct(), Collectors.counting()));

        assertThat(strata).hasSize(6);
        assertThat(strata.values()).containsOnly(6L); // 18 rows, 6 strata, 2 sources
    }

    @Test
    void sourcesThatTakeTurnsDoSoWithinEachStratum() {
        Map<String, Long> sources = plan(
                        "rows: {count: 12, per_row: 1}\nraters: {names: [ann], per_card: 1, all: 0, repeated: 0}\n")
                .cards()
                .stream()
                .collect(Collectors.groupingBy(
                        card -> card.goldLabel()
                                + card.student().orElseThrow().correct()
                                + card.rationales().get(0).source(),
                        Collectors.counting()));

        assertThat(sources).hasSize(12);
        assertThat(sources.values()).containsOnly(1L); // 12 rows, 6 strata, 2 sources
    }

    @Test
    void aPairHasTwoSourcesAndHalfOfThemStandTheOtherWayRound() {
        Plan plan = plan(RATERS + "form: pairs\n");

        assertThat(plan.cards())
                .hasSize(18)
                .allSatisfy(card -> assertThat(card.rationales())
                        .extracting(Card.Written::source)
                        .containsExactly("plain", "rich"));
        assertThat(plan.turns().values().stream()
                        .flatMap(List::stream)
                        .filter(Turn::swapped)
                        .count())
                .isBetween(10L, 40L);
    }

    @Test
    void aSwappedChoiceIsKeptInTheOrderOfTheSources() {
        Card card = plan(RATERS + "form: pairs\n").cards().get(0);
        Turn swapped = new Turn(0, card, Turn.Kind.FIRST, true);

        assertThat(List.of(swapped.turned(1), swapped.turned(2), swapped.turned(3), swapped.turned(0)))
                .containsExactly(2, 1, 3, 0);
    }

    @Test
    void practiceComesFirst() {
        Plan plan = plan(RATERS + "practice:\n- {fields: {premise: A., hypothesis: B.}, label: neutral, rationale: C.,"
                + " note: Look at the second sentence.}\n");

        assertThat(plan.of("ann").get(0).kind()).isEqualTo(Turn.Kind.PRACTICE);
        assertThat(plan.of("ann").get(1).kind()).isEqualTo(Turn.Kind.FIRST);
    }

    @Test
    void aStudentsRationaleIsShownWithTheLabelThatTheStudentGave() {
        SmallStudy files = new SmallStudy(folder);
        Study study = StudyReader.read(files.alone("student: student.jsonl", "rows: {count: 30}\n"));

        assertThat(CardDrawer.draw(study, folder))
                .filteredOn(card -> !card.student().orElseThrow().correct())
                .hasSize(10)
                .allSatisfy(card -> assertThat(card.label()).isNotEqualTo(card.goldLabel()));
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(
                "raters: {names: [ann], per_card: 2}\n",
                "raters: per_card must be in [1, 1], the number of" + " raters, but is 2");
        assertRefused(
                "raters: {names: [ann, ben]}\nrows: {stratify: [age]}\n",
                "rows: stratify must hold only label" + " and correct, but holds age");
        assertRefused(
                "raters: {names: [ann, ben]}\nstudents: x\n",
                "unknown key students; known here: title, guidelines, form, questions, sources, student, rows, raters, practice, judge, precision, seed");
        assertThatThrownBy(() -> plan("rows: {count: 31}\nraters: {names: [ann, ben]}\n"))
                .isInstanceOf(ScholiumException.class)
                .hasMessage("rows.count: wanted 31 rows that all sources wrote about and the student answered, but"
                        + " there are 30");
        assertThatThrownBy(() -> plan("rows: {count: 2}\nraters: {names: [ann, ben], repeated: 3}\n"))
                .hasMessage("raters.repeated: at most half of a rater's cards can be repeated, but ann has 4 and 3"
                        + " are wanted");
    }

    private void assertRefused(String study, String message) {
        assertThatThrownBy(() -> plan(study))
                .isInstanceOf(ScholiumException.class)
                .hasMessageStartingWith(folder.resolve("study.yaml") + ": " + message);
    }
}
