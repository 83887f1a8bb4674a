package dev.scholium.augment.check;

import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by cue words which label a rationale argues for: rough, but the same for all, and no model is asked.
 *
 * <p>The labels of natural language inference have phrases of their own ({@code rules out}, {@code follows from}); any
 * other label has its name and aliases. A cue behind a negation in the same sentence does not count.
 */
public final class LabelCues {

    private static final Map<String, Pattern> INFERENCE = new LinkedHashMap<>();

    static {
        INFERENCE.put(
                "entailment",
                Pattern.compile("(?i)\\b(?:entails?|supports? the hypothesis|implies that the hypothesis is true|"
                        + "follows from|aligns? with|confirms? the hypothesis)\\b"));
        INFERENCE.put(
                "contradiction",
                Pattern.compile("(?i)\\b(?:contradict(?:s|ed|ing|ion)?|conflicts? with|inconsistent with|"
                        + "incompatible with|disproves?|rules? out)\\b"));
        INFERENCE.put("neutral", Pattern.compile("(?i)\\b(?:is neutral|neither supports|neither confirms)\\b"));
    }

    private static final Pattern NEGATION =
            Pattern.compile("(?i)\\b(?:not|n['’]t|no|neither|nor|never|without|cannot|would|could)\\b[^.!?;]{0,60}\\z");

    private final Map<String, Pattern> cues;

    private LabelCues(Map<String, Pattern> cues) {
        this.cues = cues;
    }

    /** {@return the phrases of natural language inference alone} */
    static LabelCues inference() {
        return new LabelCues(INFERENCE);
    }

    /**
     * The cues of a task's labels.
     *
     * @param labels any labels
     * @return phrases for those of natural language inference, names and aliases for others
     */
    public static LabelCues of(LabelSet labels) {
        Map<String, Pattern> cues = new LinkedHashMap<>();
        for (Label label : labels.labels()) {
            Pattern phrases = INFERENCE.get(label.name());
            cues.put(label.name(), phrases == null ? LabelWords.of(label).pattern() : phrases);
        }
        return new LabelCues(cues);
    }

    /** {@return whether there are cues for a label} */
    boolean knows(String label) {
        return cues.containsKey(label);
    }

    /**
     * The first cue for another label.
     *
     * @param text a rationale
     * @param label a label's name
     * @return {@code label: cue}; empty if there is none
     */
    Optional<String> against(String text, String label) {
        for (Map.Entry<String, Pattern> ofLabel : cues.entrySet()) {
            if (!ofLabel.getKey().equals(label)) {
                Optional<String> found = cue(ofLabel.getValue(), text);
                if (found.isPresent()) {
                    return Optional.of(ofLabel.getKey() + ": " + found.get());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The label that a rationale argues for.
     *
     * @param rationale any text
     * @return the label's name; empty if there are cues for none, or for several
     */
    public Optional<String> arguesFor(String rationale) {
        List<String> labels = cues.entrySet().stream()
                .filter(ofLabel -> cue(ofLabel.getValue(), rationale).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        return labels.size() == 1 ? Optional.of(labels.get(0)) : Optional.empty();
    }

    private static Optional<String> cue(Pattern pattern, String text) {
        Matcher cue = pattern.matcher(text);
        while (cue.find()) {
            if (!NEGATION.matcher(text.substring(0, cue.start())).find()) {
                return Optional.of(cue.group());
            }
        }
        return Optional.empty();
    }
}
