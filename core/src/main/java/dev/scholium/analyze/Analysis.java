package dev.scholium.analyze;

import dev.scholium.evaluate.ConfidenceInterval;
import java.util.List;
import java.util.Map;

/**
 * All of {@code analysis.json}; {@code docs/formats/analysis.md} describes it.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param groups what was written, by writer and split
 * @param similarities pairs of groups on the rows that both have
 * @param relations what goes with a student that is right or sure
 * @param warnings what the figures cannot show
 */
public record Analysis(
        int formatVersion,
        List<Group> groups,
        List<Similarity> similarities,
        List<Relation> relations,
        List<String> warnings) {

    /** The version of the format that this Scholium writes. */
    public static final int FORMAT_VERSION = 1;

    /** Copies. */
    public Analysis {
        groups = List.copyOf(groups);
        similarities = List.copyOf(similarities);
        relations = List.copyOf(relations);
        warnings = List.copyOf(warnings);
    }

    /**
     * The rationales of one writer on one split.
     *
     * @param writer {@code teacher SOURCE} or {@code student SYSTEM}
     * @param kind what kind of rationale
     * @param split which rows
     * @param rows how many rationales
     * @param properties by a property's name, in the order of measuring
     */
    public record Group(String writer, String kind, String split, long rows, Map<String, Spread> properties) {}

    /**
     * How a property is spread.
     *
     * @param all over all rationales of the group
     * @param byLabel over those of each gold label, in the task's order; labels without rows are left out
     */
    public record Spread(Distribution all, Map<String, Distribution> byLabel) {}

    /**
     * How alike two writers' rationales of the same rows are.
     *
     * @param split which rows
     * @param a one writer
     * @param b the other
     * @param rows rows that both have
     * @param rougeL mean ROUGE-L of the pairs, in {@code [0, 100]}
     * @param sharedWords mean share of words in both among words in either
     * @param rougeLByChance ROUGE-L when {@code b}'s rationales are moved on by half the rows: what any two rationales
     *     share
     * @param sharedWordsByChance the same of the words
     */
    public record Similarity(
            String split,
            String a,
            String b,
            long rows,
            double rougeL,
            double sharedWords,
            double rougeLByChance,
            double sharedWordsByChance) {}

    /**
     * What goes with one student's right answers, on the rows that a writer has a rationale for.
     *
     * @param writer whose rationales
     * @param system the student, by its first seed
     * @param seed that seed
     * @param split which rows
     * @param rows how many
     * @param accuracy share that the student has right
     * @param terms one a property
     * @param leftOut properties that are not in the logistic regression, and why
     */
    public record Relation(
            String writer,
            String system,
            long seed,
            String split,
            long rows,
            double accuracy,
            List<Term> terms,
            Map<String, String> leftOut) {}

    /**
     * One property in a relation.
     *
     * @param property its name
     * @param correctRho Spearman's correlation with being right
     * @param correctCi its 95 % interval
     * @param correctPHolm its p-value, corrected by Holm over all correlations of the relation
     * @param confidenceRho Spearman's correlation with the probability of the student's scored label
     * @param confidenceCi its 95 % interval
     * @param confidencePHolm likewise
     * @param oddsRatio of being right, a standard deviation more against the mean, other properties and the gold label
     *     held; null where the property is left out or there is no fit
     * @param oddsRatioCi its 95 % interval, by Wald
     * @param oddsRatioP its p-value, not corrected
     */
    public record Term(
            String property,
            double correctRho,
            ConfidenceInterval correctCi,
            double correctPHolm,
            double confidenceRho,
            ConfidenceInterval confidenceCi,
            double confidencePHolm,
            @org.jspecify.annotations.Nullable Double oddsRatio,
            @org.jspecify.annotations.Nullable ConfidenceInterval oddsRatioCi,
            @org.jspecify.annotations.Nullable Double oddsRatioP) {}
}
