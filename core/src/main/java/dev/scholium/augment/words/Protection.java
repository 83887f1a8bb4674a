package dev.scholium.augment.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sorts of words that edits leave alone, since changing one of them often changes the label.
 *
 * @see <a href="https://arxiv.org/abs/1806.00692">Naik et al. 2018: negation and numbers decide NLI labels</a>
 * @see <a href="https://aclanthology.org/2020.emnlp-main.732">Hossain et al. 2020: negation in NLI</a>
 * @see <a href="https://arxiv.org/abs/1904.09705">Richardson et al. 2020, Probing NLI models through semantic
 *     fragments: quantifiers and comparatives</a>
 */
public enum Protection {
    /** The names and texts of the task's labels. */
    LABELS,
    /** Words that deny. */
    NEGATIONS,
    /** Digits and words for numbers. */
    NUMBERS,
    /** Words for how many or how often. */
    QUANTIFIERS;

    private static final Set<String> DENYING = Set.of(
            "no",
            "not",
            "none",
            "never",
            "nobody",
            "nothing",
            "nowhere",
            "neither",
            "nor",
            "cannot",
            "without",
            "hardly",
            "barely",
            "scarcely",
            "rarely",
            "seldom",
            "fail",
            "fails",
            "failed",
            "lack",
            "lacks",
            "lacked",
            "deny",
            "denies",
            "denied",
            "refuse",
            "refuses",
            "refused",
            "unable",
            "false",
            "untrue",
            "dont",
            "didnt",
            "isnt",
            "wasnt",
            "arent",
            "werent",
            "cant",
            "wont",
            "doesnt",
            "hasnt",
            "havent",
            "hadnt",
            "wouldnt",
            "couldnt",
            "shouldnt");
    private static final Set<String> NUMBER_WORDS = Set.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "hundreds",
            "thousand",
            "thousands",
            "million",
            "millions",
            "billion",
            "billions",
            "dozen",
            "dozens",
            "half",
            "quarter",
            "third",
            "double",
            "first",
            "second",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "once",
            "twice",
            "single",
            "pair",
            "couple");
    private static final Set<String> AMOUNTS = Set.of(
            "all",
            "any",
            "both",
            "each",
            "either",
            "every",
            "everyone",
            "everybody",
            "everything",
            "everywhere",
            "some",
            "someone",
            "somebody",
            "something",
            "anyone",
            "anybody",
            "anything",
            "few",
            "fewer",
            "fewest",
            "little",
            "less",
            "least",
            "many",
            "more",
            "most",
            "much",
            "several",
            "only",
            "just",
            "always",
            "often",
            "sometimes",
            "usually",
            "almost",
            "nearly",
            "exactly",
            "about",
            "over",
            "under",
            "than",
            "before",
            "after");

    /** {@return the word in recipes} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A sort by its word.
     *
     * @param word as in recipes
     * @return the sort
     * @throws IllegalArgumentException if it is none's
     */
    public static Protection of(String word) {
        return Arrays.stream(values())
                .filter(sort -> sort.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("protect must hold some of "
                        + Arrays.stream(values()).map(Protection::word).toList() + ", but holds \"" + word + "\""));
    }

    /**
     * Whether a word is of this sort.
     *
     * @param word as it stands in a text
     * @param labelWords lower-case words of the task's labels
     */
    boolean covers(String word, Set<String> labelWords) {
        String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        List<String> parts = List.of(lower.split("[-'.,]"));
        return switch (this) {
            case LABELS -> labelWords.contains(lower);
            case NEGATIONS -> lower.endsWith("n't") || parts.stream().anyMatch(DENYING::contains);
            case NUMBERS ->
                lower.chars().anyMatch(Character::isDigit) || parts.stream().anyMatch(NUMBER_WORDS::contains);
            case QUANTIFIERS -> parts.stream().anyMatch(AMOUNTS::contains);
        };
    }
}
