package dev.scholium.augment.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds rationales of natural language inference that argue, by cue words, for another label than gold. */
record OtherLabel() implements RationaleCheck {

    private static final Map<String, Pattern> CUES = new LinkedHashMap<>();

    static {
        CUES.put(
                "entailment",
                Pattern.compile("(?i)\\b(?:entails?|supports? the hypothesis|implies that the hypothesis is true|"
                        + "follows from|aligns? with|confirms? the hypothesis)\\b"));
        CUES.put(
                "contradiction",
                Pattern.compile("(?i)\\b(?:contradict(?:s|ed|ing|ion)?|conflicts? with|inconsistent with|"
                        + "incompatible with|disproves?|rules? out)\\b"));
        CUES.put("neutral", Pattern.compile("(?i)\\b(?:is neutral|neither supports|neither confirms)\\b"));
    }

    private static final Pattern NEGATION =
            Pattern.compile("(?i)\\b(?:not|n['’]t|no|neither|nor|never|without|cannot|would|could)\\b[^.!?;]{0,60}\\z");

    @Override
    public Optional<String> look(Subject subject) {
        String gold = subject.row().label();
        if (!CUES.containsKey(gold)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Pattern> cues : CUES.entrySet()) {
            Matcher cue = cues.getValue().matcher(subject.text());
            while (!cues.getKey().equals(gold) && cue.find()) {
                if (!NEGATION.matcher(subject.text().substring(0, cue.start())).find()) {
                    return Optional.of(cues.getKey() + ": " + cue.group());
                }
            }
        }
        return Optional.empty();
    }
}
