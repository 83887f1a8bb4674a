package dev.scholium.world;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Labelled rows of the small world.
 *
 * <p>Which split a row is in depends on its person, thing and place together: train, dev and test share every word and
 * no such combination. Labels are balanced, and every hypothesis occurs with all three.
 */
public final class WorldData {

    private static final double SHARE_OF_FACTS_SAID = 0.4;

    private WorldData() {}

    /**
     * Generates the rows of one split.
     *
     * @param split which
     * @param rows how many, at least 1; no two are equal
     * @param seed of all choices
     * @return rows with the fields {@code premise} and {@code hypothesis}
     */
    public static List<Example> generate(DataSplit split, int rows, long seed) {
        RandomGenerator random = new SplittableRandom(seed * 31 + split.word().hashCode());
        Set<String> seen = new LinkedHashSet<>();
        List<Example> examples = new ArrayList<>();
        List<Relation> relations = List.of(Relation.values());
        while (examples.size() < rows) {
            Relation relation = relations.get(examples.size() % relations.size());
            Example example = draw(split.word() + "-" + (examples.size() + 1), relation, random);
            if (splitOf(example) == split && seen.add(example.fields().toString())) {
                examples.add(example);
            }
        }
        return examples;
    }

    private static Example draw(String uid, Relation relation, RandomGenerator random) {
        String person = World.PEOPLE.get(random.nextInt(World.PEOPLE.size()));
        List<String> names = List.copyOf(World.FACTS.keySet());
        String asked = names.get(random.nextInt(names.size()));
        Map<String, String> values = new LinkedHashMap<>();
        World.FACTS.forEach((name, fact) ->
                values.put(name, random.nextDouble() < SHARE_OF_FACTS_SAID ? fact.drawValue(random) : ""));
        Fact.Claim claim = World.fact(asked).draw(relation, person, random);
        values.put(asked, claim.value());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", World.premise(person, values));
        fields.put("hypothesis", claim.hypothesis());
        return new Example(uid, fields, relation.label(), Map.of());
    }

    /** The split that owns the combination of person, thing and place: 80 % of them train, 10 % dev, 10 % test. */
    private static DataSplit splitOf(Example example) {
        World.Scene scene = World.find(example.field("premise")).orElseThrow();
        String combination = scene.person() + " " + scene.values().get("thing") + " "
                + scene.values().get("place");
        int hash = new SplittableRandom(combination.hashCode()).nextInt(10);
        return hash == 8 ? DataSplit.DEV : hash == 9 ? DataSplit.TEST : DataSplit.TRAIN;
    }
}
