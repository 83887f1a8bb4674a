package dev.scholium.rate;

import dev.scholium.evaluate.agreement.Agreement;
import dev.scholium.evaluate.agreement.AgreementMeasure;
import dev.scholium.evaluate.agreement.RatingTable;
import dev.scholium.evaluate.agreement.RowBootstrap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the ratings of one question say.
 *
 * @param question what was asked
 * @param ratings how many count
 * @param cannotJudge how often a rater could not judge
 * @param agreement of raters with each other
 * @param selfAgreement of raters with themselves, over the repeated cards of all
 * @param means by source and label; empty for pairs
 * @param strengths of sources; empty for scales
 * @param relations with the student's answers; empty without a student
 * @param judge an LLM judge beside people; empty without
 */
public record QuestionResult(
        Question question,
        int ratings,
        int cannotJudge,
        List<Agreement> agreement,
        List<Agreement> selfAgreement,
        List<SourceMean> means,
        List<SourceStrength> strengths,
        List<StudentRelation> relations,
        Optional<JudgeBeside> judge) {

    private static final Set<AgreementMeasure> UNORDERED = EnumSet.of(
            AgreementMeasure.PERCENT,
            AgreementMeasure.COHEN_KAPPA,
            AgreementMeasure.FLEISS_KAPPA,
            AgreementMeasure.ALPHA_NOMINAL);

    /** Copies. */
    public QuestionResult {
        agreement = List.copyOf(agreement);
        selfAgreement = List.copyOf(selfAgreement);
        means = List.copyOf(means);
        strengths = List.copyOf(strengths);
        relations = List.copyOf(relations);
    }

    static QuestionResult of(Ratings all, Question question, int resamples) {
        Study study = all.plan().study();
        boolean pairs = study.form() == Study.Form.PAIRS;
        List<String> sources = List.copyOf(study.sources().keySet());
        QuestionRatings ratings = QuestionRatings.of(all, question.name());
        List<RatedTurn> done = all.done(Turn.Kind.FIRST);
        int given = (int) done.stream()
                .filter(turn -> !Double.isNaN(turn.value(question.name())))
                .count();
        RowBootstrap draws = QuestionRatings.draws(ratings.cards(), resamples, study.seed());
        String score = study.judge().getOrDefault(question.name(), "");
        return new QuestionResult(
                question,
                given,
                done.size() - given,
                fitting(pairs, Agreement.of(ratings.table(), draws)),
                fitting(pairs, selfAgreement(all, question.name(), resamples)),
                pairs ? List.of() : SourceMean.of(ratings, resamples, study.seed()),
                pairs ? SourceStrength.of(ratings, sources, resamples, study.seed()) : List.of(),
                pairs
                        ? StudentRelation.ofPairs(ratings, sources, resamples, study.seed())
                        : StudentRelation.of(ratings, resamples, study.seed()),
                score.isEmpty() ? Optional.empty() : JudgeBeside.of(ratings, score, resamples, study.seed()));
    }

    private static List<Agreement> fitting(boolean pairs, List<Agreement> figures) {
        return pairs
                ? figures.stream()
                        .filter(figure -> UNORDERED.contains(figure.measure()))
                        .toList()
                : figures;
    }

    /** The first and the second time of the same rater as two raters. */
    private static List<Agreement> selfAgreement(Ratings all, String question, int resamples) {
        Map<String, RatedTurn> first = new HashMap<>();
        all.done(Turn.Kind.FIRST).forEach(turn -> first.put(key(turn), turn));
        List<double[]> rows = new ArrayList<>();
        List<Card> cards = new ArrayList<>();
        for (RatedTurn again : all.done(Turn.Kind.AGAIN)) {
            RatedTurn before = first.get(key(again));
            if (before != null) {
                rows.add(new double[] {before.value(question), again.value(question)});
                cards.add(again.turn().card());
            }
        }
        Study study = all.plan().study();
        return Agreement.of(
                new RatingTable(rows.toArray(double[][]::new), study.values()),
                QuestionRatings.draws(cards, resamples, study.seed()));
    }

    private static String key(RatedTurn turn) {
        return turn.rater() + '\n' + turn.turn().card().id();
    }

    /**
     * A figure of agreement.
     *
     * @param measure which
     * @return the figure; empty where it is not defined
     */
    public Optional<Agreement> agreement(AgreementMeasure measure) {
        return agreement.stream().filter(figure -> figure.measure() == measure).findFirst();
    }
}
