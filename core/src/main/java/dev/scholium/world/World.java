package dev.scholium.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who and what there is in the small world, and how its sentences are put together and taken apart. */
final class World {

    /** Everybody. */
    static final List<String> PEOPLE = List.of(
            "Anna", "Boris", "Carla", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Leo");

    /** What a premise may say, by name, in the order in which it says it. */
    static final Map<String, Fact> FACTS = facts();

    private static final Pattern PREMISE = premisePattern();

    private World() {}

    private static Map<String, Fact> facts() {
        Map<String, Fact> facts = new LinkedHashMap<>();
        facts.put(
                "job",
                new CategoryFact(
                        ordered(
                                "food", List.of("baker", "cook", "butcher"),
                                "wood", List.of("carpenter", "joiner", "forester"),
                                "cloth", List.of("tailor", "weaver", "sailmaker"),
                                "books", List.of("librarian", "printer", "bookseller")),
                        "{person} works with {category}.",
                        "{person} is a {value}",
                        "a {value} works with {category}",
                        "what {person} works with"));
        facts.put(
                "count",
                new CountFact(List.of(
                        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")));
        facts.put(
                "thing",
                new CategoryFact(
                        ordered(
                                "fruit", List.of("apples", "pears", "plums"),
                                "tools", List.of("hammers", "saws", "drills"),
                                "clothing", List.of("coats", "shirts", "scarves"),
                                "furniture", List.of("chairs", "stools", "benches")),
                        "What {person} carried was {category}.",
                        "{person} carried {value}",
                        "{value} are {category}",
                        "what {person} carried"));
        putWhereAndWhen(facts);
        return facts;
    }

    private static void putWhereAndWhen(Map<String, Fact> facts) {
        facts.put(
                "place",
                new CategoryFact(
                        ordered(
                                "by the water", List.of("harbour", "beach", "pier"),
                                "in a building", List.of("museum", "library", "theatre"),
                                "in the country", List.of("farm", "meadow", "orchard")),
                        "{person} ended up {category}.",
                        "{person} went to the {value}",
                        "the {value} is {category}",
                        "where {person} ended up"));
        facts.put(
                "time",
                new CategoryFact(
                        ordered(
                                "before noon", List.of("seven in the morning", "nine in the morning", "dawn"),
                                "after noon", List.of("three in the afternoon", "eight in the evening", "midnight")),
                        "It happened {category}.",
                        "it happened at {value}",
                        "{value} is {category}",
                        "when it happened"));
        facts.put(
                "weather",
                new CategoryFact(
                        ordered(
                                "wet", List.of("raining", "pouring", "drizzling"),
                                "dry", List.of("sunny", "cloudless", "bright")),
                        "The weather was {category}.",
                        "it was {value}",
                        "{value} weather is {category}",
                        "what the weather was"));
    }

    private static Map<String, List<String>> ordered(Object... categoriesAndValues) {
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        for (int i = 0; i < categoriesAndValues.length; i += 2) {
            @SuppressWarnings("unchecked")
            List<String> values = (List<String>) categoriesAndValues[i + 1];
            ordered.put((String) categoriesAndValues[i], values);
        }
        return ordered;
    }

    /**
     * Puts a premise together.
     *
     * @param person who it is about
     * @param values the value of each fact by name, empty to leave it out
     * @return one sentence
     */
    static String premise(String person, Map<String, String> values) {
        StringBuilder sentence = new StringBuilder(person);
        String job = values.getOrDefault("job", "");
        sentence.append(job.isEmpty() ? "" : " the " + job).append(" carried ");
        String count = values.getOrDefault("count", "");
        sentence.append(count.isEmpty() ? "some" : count).append(' ');
        String thing = values.getOrDefault("thing", "");
        sentence.append(thing.isEmpty() ? "things" : thing);
        String place = values.getOrDefault("place", "");
        sentence.append(place.isEmpty() ? " away" : " to the " + place);
        String time = values.getOrDefault("time", "");
        sentence.append(time.isEmpty() ? "" : " at " + time);
        String weather = values.getOrDefault("weather", "");
        return sentence.append(weather.isEmpty() ? "" : " because it was " + weather)
                .append('.')
                .toString();
    }

    /**
     * Finds a premise in a text and takes it apart.
     *
     * @param text any text, such as a prompt
     * @return the scene it tells, empty if there is no sentence of this world
     */
    static Optional<Scene> find(String text) {
        Matcher found = PREMISE.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String fact : FACTS.keySet()) {
            values.put(fact, Optional.ofNullable(found.group(fact)).orElse(""));
        }
        return Optional.of(new Scene(found.group("person"), values, found.end()));
    }

    private static Pattern premisePattern() {
        return Pattern.compile("(?<person>" + String.join("|", PEOPLE) + ")(?: the " + group("job")
                + ")? carried (?:some|"
                + group("count") + ") (?:things|" + group("thing") + ") (?:away|to the " + group("place") + ")(?: at "
                + group("time") + ")?(?: because it was " + group("weather") + ")?\\.");
    }

    /**
     * One fact.
     *
     * @param name a key of {@link #FACTS}
     * @return the fact
     */
    static Fact fact(String name) {
        return Objects.requireNonNull(FACTS.get(name), name);
    }

    private static String group(String fact) {
        return fact(fact).values().stream().collect(Collectors.joining("|", "(?<" + fact + ">", ")"));
    }

    /**
     * What a premise tells.
     *
     * @param person who it is about
     * @param values the value of each fact by name, empty where the premise does not say
     * @param end where the premise ends in the text it was found in
     */
    record Scene(String person, Map<String, String> values, int end) {}
}
