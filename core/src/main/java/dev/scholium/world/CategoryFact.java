package dev.scholium.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fact whose value belongs to a category, which is what a hypothesis names: apples are fruit.
 *
 * @param valuesOf the values of each category; a value is in one category only
 * @param hypothesis a sentence with {@code {person}} and {@code {category}}
 * @param said what the premise says, with {@code {person}} and {@code {value}}
 * @param known what the world knows, with {@code {value}} and {@code {category}}
 * @param open what the premise leaves out, with {@code {person}}
 */
record CategoryFact(Map<String, List<String>> valuesOf, String hypothesis, String said, String known, String open)
        implements Fact {

    @Override
    public List<String> values() {
        return valuesOf.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public Claim draw(Relation relation, String person, RandomGenerator random) {
        List<String> categories = List.copyOf(valuesOf.keySet());
        String category = categories.get(random.nextInt(categories.size()));
        String sentence = hypothesis.replace("{person}", person).replace("{category}", category);
        List<String> candidates = switch (relation) {
            case ENTAILMENT -> valuesOf.getOrDefault(category, List.of());
            case CONTRADICTION ->
                values().stream()
                        .filter(value -> !categoryOf(value).equals(category))
                        .toList();
            case NEUTRAL -> List.of("");
        };
        return new Claim(sentence, candidates.get(random.nextInt(candidates.size())));
    }

    @Override
    public Optional<Judgement> judge(String sentence, String person, String value) {
        String pattern = Pattern.quote(hypothesis)
                .replace("{person}", "\\E" + Pattern.quote(person) + "\\Q")
                .replace("{category}", "\\E(?<category>.+)\\Q");
        Matcher asked = Pattern.compile(pattern).matcher(sentence);
        if (!asked.matches()) {
            return Optional.empty();
        }
        if (value.isEmpty()) {
            return Optional.of(new Judgement(
                    Relation.NEUTRAL, "The premise does not say " + open.replace("{person}", person) + "."));
        }
        String category = categoryOf(value);
        String reason =
                "The premise says that " + said.replace("{person}", person).replace("{value}", value) + ", and "
                        + known.replace("{value}", value).replace("{category}", category);
        return Optional.of(
                category.equals(asked.group("category"))
                        ? new Judgement(Relation.ENTAILMENT, reason + ".")
                        : new Judgement(Relation.CONTRADICTION, reason + ", not " + asked.group("category") + "."));
    }

    private String categoryOf(String value) {
        return valuesOf.entrySet().stream()
                .filter(entry -> entry.getValue().contains(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
