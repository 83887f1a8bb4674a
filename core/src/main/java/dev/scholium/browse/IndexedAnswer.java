package dev.scholium.browse;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a system said of a row.
 *
 * @param run number of its run folder among the places, from 0
 * @param trial id of the trial whose student it is, or name of the control
 * @param line the line of its file without the row itself
 */
public record IndexedAnswer(int run, String trial, JsonNode line) {

    /** {@return the label it gave; empty when its output was malformed} */
    public String label() {
        return line.path("label").asString("");
    }

    /** {@return what it wrote beside the label, or its whole output when that was malformed} */
    public String text() {
        return line.path(line.path("malformed").asBoolean(false) ? "output" : "rationale")
                .asString("");
    }

    /** {@return whether its output stopped at the token limit} */
    public boolean isCutOff() {
        return line.path("cut_off").asBoolean(false);
    }

    /** {@return probability of each label by name, in the task's order} */
    public Map<String, Double> scores() {
        Map<String, Double> scores = new LinkedHashMap<>();
        line.path("scores")
                .properties()
                .forEach(score -> scores.put(score.getKey(), score.getValue().asDouble(0)));
        return scores;
    }
}
