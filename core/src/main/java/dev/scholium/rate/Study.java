package dev.scholium.rate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is rated, by whom and how; read by {@link StudyReader}. Immutable.
 *
 * @param title of the study, for raters
 * @param guidelines for raters, in paragraphs
 * @param form scales or pairs
 * @param questions at least one, with different names
 * @param sources files of rationales by the names of their sources; at least one, for pairs two
 * @param student file of predictions that ratings are compared with; empty for none
 * @param rows which rows
 * @param raters who rates how much
 * @param practice rationales to practise on first, whose answers do not count
 * @param judge by a question's name the score of an LLM judge that it is compared with
 * @param precision what the study should find out how exactly
 * @param seed of the choice of rows and of every order
 */
public record Study(
        String title,
        String guidelines,
        Form form,
        List<Question> questions,
        Map<String, String> sources,
        String student,
        Rows rows,
        Raters raters,
        List<PracticeRow> practice,
        Map<String, String> judge,
        Precision precision,
        long seed) {

    /** What raters are shown. */
    public enum Form {
        /** One rationale, and questions answered from 1 to 5. */
        SCALES,
        /** Two rationales of a row: which is better, or neither. */
        PAIRS;

        /** {@return the word in files} */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which rows are drawn.
     *
     * @param count how many, at least 1
     * @param stratify what the drawn rows have as equally often as can be: {@code label}, {@code correct}
     * @param perRow how many rationales of a row are rated, for pairs how many pairs; 0 for all
     */
    public record Rows(int count, List<String> stratify, int perRow) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Rows {
            stratify = List.copyOf(stratify);
            if (count < 1 || perRow < 0) {
                throw new IllegalArgumentException(
                        "count must be at least 1 and per_row not negative, but are " + count + " and " + perRow);
            }
            if (!List.of("label", "correct").containsAll(stratify)) {
                throw new IllegalArgumentException(
                        "stratify must hold only label and correct, but holds " + String.join(", ", stratify));
            }
        }
    }

    /**
     * Who rates.
     *
     * @param names one or more, all different
     * @param perCard how many raters a card has, at most as many as there are
     * @param all how many cards all raters have
     * @param repeated how many cards each rater has twice
     */
    public record Raters(List<String> names, int perCard, int all, int repeated) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Raters {
            names = List.copyOf(names);
            if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
                throw new IllegalArgumentException("names must be one or more different names, but are " + names);
            }
            for (String name : names) {
                if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}")) {
                    throw new IllegalArgumentException("names must have 1 to 40 letters, digits, blanks, dots or"
                            + " dashes, but one is \"" + name + "\"");
                }
            }
            if (perCard < 1 || perCard > names.size()) {
                throw new IllegalArgumentException(
                        "per_card must be in [1, " + names.size() + "], the number of raters, but is " + perCard);
            }
            if (all < 0 || repeated < 0) {
                throw new IllegalArgumentException(
                        "all and repeated must not be negative, but are " + all + " and " + repeated);
            }
        }
    }

    /**
     * A rationale to practise on.
     *
     * @param fields the row's texts by name
     * @param label that the rationale is for
     * @param rationale one, or for pairs two
     * @param note shown after the rater answered: what a careful rater would say
     */
    public record PracticeRow(Map<String, String> fields, String label, List<String> rationale, String note) {

        /** Copies and keeps the order. */
        public PracticeRow {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            rationale = List.copyOf(rationale);
        }
    }

    /**
     * How exact the figures shall be, to say before the study how many rows that takes.
     *
     * @param agreement wished half of alpha's 95 % interval
     * @param expectedAgreement alpha that is expected, in {@code [0, 1)}
     * @param mean wished half of a mean rating's 95 % interval, in points
     * @param expectedDeviation standard deviation that is expected of a rationale's rating, in points
     */
    public record Precision(double agreement, double expectedAgreement, double mean, double expectedDeviation) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Precision {
            if (!(agreement > 0 && mean > 0 && expectedDeviation > 0)
                    || !(expectedAgreement >= 0 && expectedAgreement < 1)) {
                throw new IllegalArgumentException("agreement, mean and expected_deviation must be positive, and"
                        + " expected_agreement in [0, 1), but are " + agreement + ", " + mean + ", " + expectedDeviation
                        + " and " + expectedAgreement);
            }
        }
    }

    /**
     * Copies, keeps the order and checks what belongs together.
     *
     * @throws IllegalArgumentException if it does not
     */
    public Study {
        questions = List.copyOf(questions);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        practice = List.copyOf(practice);
        judge = Collections.unmodifiableMap(new LinkedHashMap<>(judge));
        int least = form == Form.PAIRS ? 2 : 1;
        if (sources.size() < least) {
            throw new IllegalArgumentException("sources: must name at least " + least + " file"
                    + (least == 1 ? "" : "s") + " of rationales, but names " + sources.size());
        }
        if (questions.stream().map(Question::name).distinct().count() < Math.max(1, questions.size())) {
            throw new IllegalArgumentException("questions: must be one or more with different names, but are "
                    + questions.stream().map(Question::name).toList());
        }
        if (rows.stratify().contains("correct") && student.isEmpty()) {
            throw new IllegalArgumentException(
                    "rows.stratify: correct needs a student, but none is named; leave it out, or name a file");
        }
        for (PracticeRow row : practice) {
            if (row.rationale().size() != least) {
                throw new IllegalArgumentException(
                        "practice: a row must have " + least + " rationale" + (least == 1 ? "" : "s") + ", but has "
                                + row.rationale().size());
            }
        }
    }

    /** {@return the largest value of an answer: 5 points, or for pairs 3, which is neither} */
    @JsonIgnore
    public int largest() {
        return form == Form.PAIRS ? 3 : 5;
    }

    /** {@return every value an answer can have, ascending} */
    @JsonIgnore
    public double[] values() {
        return java.util.stream.IntStream.rangeClosed(1, largest())
                .mapToDouble(value -> value)
                .toArray();
    }
}
