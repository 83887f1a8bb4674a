package dev.scholium.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.evaluate.agreement.AgreementMeasure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of studies whose raters answer by a rule. */
class StudyResultsTest {

    private static final String STUDY = "rows: {count: 24}\nraters: {names: [ann, ben], all: 0, repeated: 6}\n";
    private static final int RESAMPLES = 200;

    @TempDir
    private Path folder;

    private SmallStudy files;

    @BeforeEach
    void write() {
        files = new SmallStudy(folder);
    }

    private StudyResults answered(String study, ToIntFunction<RatedBy> rule) {
        Ratings.Builder ratings = new Ratings.Builder(files.plan(study));
        Plan plan = files.plan(study);
        plan.turns()
                .forEach((rater, turns) -> turns.forEach(turn -> {
                    for (Question question : plan.study().questions()) {
                        int value = rule.applyAsInt(new RatedBy(rater, turn, question.name()));
                        ratings.answer(rater, turn.place(), question.name(), value);
                    }
                    ratings.turn(
                            rater,
                            turn.place(),
                            1,
                            "",
                            java.util.Optional.of(Clock.systemUTC().instant().toString()));
                }));
        return StudyResults.of(ratings.build(), RESAMPLES);
    }

    /** What a rule answers. */
    private record RatedBy(String rater, Turn turn, String question) {

        private boolean rich() {
            return turn.card().rationales().get(0).source().equals("rich");
        }

        private int row() {
            return Integer.parseInt(turn.card().uid().substring(1));
        }
    }

    @Test
    void ratersOfOneMindAgreeFullyAndRateTheBetterSourceHigher() {
        StudyResults results = answered(STUDY, by -> by.rich() ? 4 + by.row() % 2 : 1 + by.row() % 2);

        QuestionResult faithful = results.questions().get(0);
        assertThat(faithful.agreement(AgreementMeasure.ALPHA_ORDINAL)
                        .orElseThrow()
                        .value())
                .isEqualTo(1.0);
        assertThat(faithful.selfAgreement().get(0).value()).isEqualTo(1.0);
        assertThat(faithful.ratings()).isEqualTo(96);
        assertThat(results.sentences())
                .contains("faithful: raters agree well enough to rely on (Krippendorff's alpha 1.00 [1.00, 1.00], 48"
                        + " cards)")
                .anyMatch(sentence -> sentence.startsWith("faithful: rich is rated highest, 4.")
                        && sentence.endsWith("; the intervals do not meet"));
    }

    @Test
    void aMeanIsThatOfItsSourceAndLabel() {
        StudyResults results = answered(STUDY, by -> by.rich() ? 5 : by.row() % 3 == 0 ? 2 : 1);

        assertThat(results.questions().get(0).means())
                .filteredOn(mean -> mean.source().equals("plain"))
                .anySatisfy(mean -> {
                    assertThat(mean.label()).isEqualTo("entailment");
                    assertThat(mean.mean()).isEqualTo(2.0);
                })
                .anySatisfy(mean -> {
                    assertThat(mean.label()).isEqualTo("neutral");
                    assertThat(mean.mean()).isEqualTo(1.0);
                });
    }

    /** The student is right on rows below 20 of 30. */
    @Test
    void ratingsThatFollowTheStudentAreCorrelatedWithIt() {
        StudyResults results = answered(STUDY, by -> by.row() < 20 ? 4 : 2);

        StudentRelation relation = results.questions().get(0).relations().get(0);
        assertThat(relation.with()).isEqualTo("correct");
        assertThat(relation.rho()).isCloseTo(1.0, within(1e-12));
        assertThat(results.sentences())
                .contains("faithful: the student is more often right where ratings are higher (rho 1.00 [1.00, 1.00],"
                        + " 48 cards); this is no proof of a cause")
                .anyMatch(
                        sentence -> sentence.startsWith("faithful: the student is less sure where ratings are higher"));
    }

    @Test
    void ratingsThatAreAllTheSameAreRelatedToNothing() {
        StudyResults results = answered(STUDY, by -> 4);

        assertThat(results.questions().get(0).relations()).isEmpty();
        assertThat(results.sentences()).noneMatch(sentence -> sentence.contains("no relation"));
    }

    /** Without one of the few premises that have it, a draw has no correlation; zeros would make the interval firm. */
    @Test
    void aCorrelationThatManyDrawsLackHasNoInterval() {
        StudyResults results = answered(STUDY, by -> by.row() / 2 == 0 ? 2 : 4);

        assertThat(results.questions().get(0).relations())
                .isNotEmpty()
                .allSatisfy(relation -> assertThat(relation.ci()).isEmpty());
    }

    /** The judge's faithfulness of the rich rationales is 3 + row % 3. */
    @Test
    void aJudgeStandsBesidePeople() {
        StudyResults results = answered(STUDY, by -> by.rich() ? 3 + by.row() % 3 - 1 : 1);

        JudgeBeside judge = results.questions().get(0).judge().orElseThrow();
        assertThat(judge.cards()).isEqualTo(24);
        assertThat(judge.meanDifference()).isEqualTo(1.0);
        assertThat(judge.kappa()).isBetween(0.3, 0.8);
        assertThat(results.questions().get(1).judge()).isEmpty();
    }

    @Test
    void inPairsTheSourcePreferredThreeTimesAsOftenIsLogThreeStronger() {
        StudyResults results = answered(
                STUDY + "form: pairs\n",
                by -> Integer.parseInt(by.turn().card().id().substring(1)) % 4 == 0 ? 1 : 2);

        List<SourceStrength> strengths = results.questions().get(0).strengths();
        assertThat(strengths).extracting(SourceStrength::source).containsExactly("plain", "rich");
        assertThat(strengths.get(1).strength().orElseThrow()
                        - strengths.get(0).strength().orElseThrow())
                .isCloseTo(Math.log(3), within(1e-9));
        assertThat(strengths.get(1).ci().orElseThrow().low()).isBetween(0.0, Math.log(3) / 2 - 0.1);
        assertThat(strengths.get(1).ci().orElseThrow().high()).isGreaterThan(Math.log(3) / 2 + 0.1);
        assertThat(results.questions().get(0).agreement())
                .extracting(figure -> figure.measure().word())
                .doesNotContain("alpha-ordinal");
    }

    /** Rationale 1 is the plain one's; the student is right on rows below 20 of 30, and surer the higher the row. */
    @Test
    void inPairsPreferencesAreRelatedToTheStudent() {
        StudyResults results = answered(STUDY + "form: pairs\n", by -> by.row() < 20 ? 1 : 2);

        List<StudentRelation> relations = results.questions().get(0).relations();
        assertThat(relations).extracting(StudentRelation::source).containsOnly("plain");
        assertThat(relations).extracting(StudentRelation::with).containsExactly("correct", "confidence");
        assertThat(relations.get(0).rho()).isCloseTo(1.0, within(1e-12));
        assertThat(relations.get(1).rho()).isLessThan(-0.5);
        assertThat(results.sentences())
                .anyMatch(sentence ->
                        sentence.contains(": the student is more often right where plain is preferred (rho 1.00 "));

        results = answered(STUDY + "form: pairs\n", by -> by.row() % 4 == 0 ? 3 : by.row() % 2 == 0 ? 1 : 2);
        assertThat(results.sentences())
                .anyMatch(sentence -> sentence.contains(
                        ": no relation between preferring plain and whether the student is right is shown"));
    }

    @Test
    void whatCannotBeJudgedIsCountedAndNoRating() {
        StudyResults results = answered(STUDY, by -> by.rater().equals("ben") ? 0 : 3);

        QuestionResult faithful = results.questions().get(0);
        assertThat(faithful.ratings()).isEqualTo(48);
        assertThat(faithful.cannotJudge()).isEqualTo(48);
        assertThat(faithful.agreement()).isEmpty();
    }

    @Test
    void nothingAnsweredSaysNothing() {
        Ratings none = new Ratings.Builder(files.plan(STUDY)).build();

        StudyResults results = StudyResults.of(none, RESAMPLES);

        assertThat(results.done()).isZero();
        assertThat(results.planned()).isEqualTo(96);
        assertThat(results.sentences()).isEmpty();
        assertThat(OptionalInt.of(results.cards())).hasValue(48);
    }

    @Test
    void theForecastSaysWhatAStudyTakes() {
        StudyForecast forecast = StudyForecast.of(files.plan(STUDY));

        assertThat(forecast.screens()).containsEntry("ann", 54).containsEntry("ben", 54);
        assertThat(forecast.minutes()).containsEntry("ann", 27);
        assertThat(forecast.cardsForMean()).isEqualTo(97); // (1.96 * 1 / 0.2) squared
        assertThat(forecast.cardsForAgreement()).isBetween(50, 300);
    }
}
