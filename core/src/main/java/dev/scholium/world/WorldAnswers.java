package dev.scholium.world;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody who knows the small world answers when asked about one of its sentences. */
final class WorldAnswers {

    private WorldAnswers() {}

    /**
     * Answers a prompt: why, if it holds a premise and a hypothesis; who, what, when, where and why, if a premise only.
     *
     * @param prompt any text with a premise in it
     * @return the answer, empty if the prompt holds no sentence of this world
     */
    static Optional<String> answer(String prompt) {
        return World.find(prompt).map(scene -> answer(scene, prompt.substring(scene.end())));
    }

    private static String answer(World.Scene scene, String rest) {
        for (String sentence : sentences(rest)) {
            Optional<Fact.Judgement> judgement = judge(scene, sentence);
            if (judgement.isPresent()) {
                return judgement.get().reason();
            }
        }
        return fiveQuestions(scene);
    }

    /**
     * Judges a hypothesis.
     *
     * @param scene what the premise tells
     * @param hypothesis a sentence
     * @return relation and reason, empty if the sentence is no hypothesis of this world
     */
    static Optional<Fact.Judgement> judge(World.Scene scene, String hypothesis) {
        for (Map.Entry<String, Fact> fact : World.FACTS.entrySet()) {
            String value = scene.values().getOrDefault(fact.getKey(), "");
            Optional<Fact.Judgement> judgement = fact.getValue().judge(hypothesis, scene.person(), value);
            if (judgement.isPresent()) {
                return judgement;
            }
        }
        return Optional.empty();
    }

    private static List<String> sentences(String text) {
        return text.replace(":", ":\n")
                .replace(". ", ".\n")
                .lines()
                .map(String::strip)
                .map(line -> line.replaceAll("^[\"'“]|[\"'”]$", ""))
                .toList();
    }

    private static String fiveQuestions(World.Scene scene) {
        String job = said(scene, "job");
        String count = said(scene, "count");
        String thing = said(scene, "thing");
        String place = said(scene, "place");
        String time = said(scene, "time");
        String weather = said(scene, "weather");
        return String.format(
                Locale.ROOT,
                "Who: %s%s. What: %s %s carried. When: %s. Where: %s. Why: %s.",
                scene.person(),
                job.isEmpty() ? "" : " the " + job,
                count.isEmpty() ? "some" : count,
                thing.isEmpty() ? "things" : thing,
                time.isEmpty() ? "not said" : "at " + time,
                place.isEmpty() ? "away" : "to the " + place,
                weather.isEmpty() ? "not said" : "it was " + weather);
    }

    private static String said(World.Scene scene, String fact) {
        return scene.values().getOrDefault(fact, "");
    }
}
