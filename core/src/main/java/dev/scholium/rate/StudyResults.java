package dev.scholium.rate;

import dev.scholium.evaluate.agreement.RowBootstrap;
import java.util.List;

/**
 * What a study's ratings say, question by question.
 *
 * @param study its title
 * @param form scales or pairs
 * @param raters who rated
 * @param cards how many there are to rate
 * @param done how many ratings of a card are done, practice and repeated ones left out
 * @param planned how many there will be
 * @param questions what was found
 * @param sentences the same in words
 */
public record StudyResults(
        String study,
        Study.Form form,
        List<String> raters,
        int cards,
        int done,
        int planned,
        List<QuestionResult> questions,
        List<String> sentences) {

    /** Copies. */
    public StudyResults {
        raters = List.copyOf(raters);
        questions = List.copyOf(questions);
        sentences = List.copyOf(sentences);
    }

    /**
     * Computes all figures.
     *
     * @param ratings what was answered until now
     * @return the results
     */
    public static StudyResults of(Ratings ratings) {
        return of(ratings, RowBootstrap.RESAMPLES);
    }

    /**
     * Computes all figures.
     *
     * @param ratings what was answered until now
     * @param resamples of each interval, at least 100
     * @return the results
     */
    public static StudyResults of(Ratings ratings, int resamples) {
        Study study = ratings.plan().study();
        List<QuestionResult> questions = study.questions().stream()
                .map(question -> QuestionResult.of(ratings, question, resamples))
                .toList();
        int planned = (int) ratings.plan().turns().values().stream()
                .flatMap(List::stream)
                .filter(turn -> turn.kind() == Turn.Kind.FIRST)
                .count();
        return new StudyResults(
                study.title(),
                study.form(),
                study.raters().names(),
                ratings.plan().cards().size(),
                ratings.done(Turn.Kind.FIRST).size(),
                planned,
                questions,
                questions.stream()
                        .flatMap(question -> Sentences.of(question).stream())
                        .toList());
    }
}
