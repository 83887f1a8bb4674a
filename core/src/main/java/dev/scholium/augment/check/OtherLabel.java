package dev.scholium.augment.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds rationales of natural language inference that argue, by cue words, for another label than gold. */
record OtherLabel() implements RationaleCheck {

    private static final Map<String, Pattern> CUES = Map.of(
            "entailment",
                    Pattern.compile("(?i)\\b(?:entails?|supports? the hypothesis|implies that the hypothesis is true|"
                            + "follows from|aligns? with|confirms? the hypothesis)\\b"),
            "contradiction",
                    Pattern.compile("(?i)\\b(?:contradict(?:s|ed|ing|ion)?|conflicts? with|inconsistent with|"
                            + "incompatible with|disproves?|rules? out)\\b"),
            "neutral", Pattern.compile("(?i)\\b(?:is neutral|neither supports|neither confirms)\\b"));
    private static final Pattern NEGATION =
            Pattern.compile("(?i)\\b(?:not|n['’]t|no|neither|nor|never|without|cannot|would|could)\\b[^.!?;]{0,60}\\z");
    private static final List<String> ORDER = List.of("entailment", "contradiction", "neutral");

    @Override
    public Optional<String> look(Subject subject) {
        String gold = subject.row().label();
        if (!CUES.containsKey(gold)) {
            return Optional.empty();
        }
        for (String label : ORDER) {
            if (!label.equals(gold)) {
                Matcher cue = CUES.get(label).matcher(subject.text());
                while (cue.find()) {
                    if (!NEGATION.matcher(subject.text().substring(0, cue.start()))
                            .find()) {
                        return Optional.of(label + ": " + cue.group());
                    }
                }
            }
        }
        return Optional.empty();
    }
}
