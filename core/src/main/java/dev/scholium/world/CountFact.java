package dev.scholium.world;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many things there were; a hypothesis compares the number with another.
 *
 * @param values the words for 2, 3, ... in order
 */
record CountFact(List<String> values) implements Fact {

    private static final Pattern ASKED = Pattern.compile("(\\w+) carried (more|fewer) than (\\w+) things\\.");

    @Override
    public Claim draw(Relation relation, String person, RandomGenerator random) {
        boolean more = random.nextBoolean();
        int bound = 1 + random.nextInt(values.size() - 2); // never the ends, so that both answers exist
        String sentence = person + " carried " + (more ? "more" : "fewer") + " than " + values.get(bound) + " things.";
        if (relation == Relation.NEUTRAL) {
            return new Claim(sentence, "");
        }
        boolean above = more == (relation == Relation.ENTAILMENT);
        int value = above ? bound + 1 + random.nextInt(values.size() - bound - 1) : random.nextInt(bound);
        return new Claim(sentence, values.get(value));
    }

    @Override
    public Optional<Judgement> judge(String hypothesis, String person, String value) {
        Matcher asked = ASKED.matcher(hypothesis);
        if (!asked.matches() || !asked.group(1).equals(person)) {
            return Optional.empty();
        }
        if (value.isEmpty()) {
            return Optional.of(new Judgement(
                    Relation.NEUTRAL, "The premise does not say how many things " + person + " carried."));
        }
        String bound = asked.group(3);
        int difference = values.indexOf(value) - values.indexOf(bound);
        String comparison = difference > 0 ? "more than" : difference < 0 ? "fewer than" : "as many as";
        boolean holds = asked.group(2).equals("more") ? difference > 0 : difference < 0;
        String reason = "The premise says that " + person + " carried " + value + " things, and " + value + " is "
                + comparison + " " + bound;
        return Optional.of(
                holds
                        ? new Judgement(Relation.ENTAILMENT, reason + ".")
                        : new Judgement(Relation.CONTRADICTION, reason + ", not " + asked.group(2) + "."));
    }
}
