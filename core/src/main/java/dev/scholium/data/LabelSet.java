package dev.scholium.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The closed set of labels of a task, in its order. Immutable. */
public final class LabelSet {

    private final List<Label> labels;
    private final List<String> names;
    private final Map<String, String> nameBySpelling = new HashMap<>();

    /**
     * A set of labels.
     *
     * @param labels at least two, in the order of their numbers
     * @throws IllegalArgumentException if there are fewer than two, or if two share a spelling
     */
    public LabelSet(List<Label> labels) {
        if (labels.size() < 2) {
            throw new IllegalArgumentException("a task needs at least two labels, but has " + labels.size());
        }
        this.labels = List.copyOf(labels);
        this.names = this.labels.stream().map(Label::name).toList();
        for (Label label : this.labels) {
            Set<String> spellings = new HashSet<>();
            spellings.add(fold(label.name()));
            label.aliases().forEach(alias -> spellings.add(fold(alias)));
            for (String spelling : spellings) {
                if (nameBySpelling.put(spelling, label.name()) != null) {
                    throw new IllegalArgumentException("two labels share the spelling \"" + spelling + "\"");
                }
            }
        }
    }

    /**
     * {@return the labels of natural language inference: 0 entailment, 1 neutral, 2 contradiction; ANLI's e, n, c too}
     */
    public static LabelSet nli() {
        return new LabelSet(List.of(
                new Label("entailment", Set.of("e", "0")),
                new Label("neutral", Set.of("n", "1")),
                new Label("contradiction", Set.of("c", "2"))));
    }

    /** {@return the labels in order} */
    public List<Label> labels() {
        return labels;
    }

    /** {@return the labels' names in order} */
    public List<String> names() {
        return names;
    }

    /** {@return how many labels there are} */
    public int size() {
        return names.size();
    }

    /**
     * A label's number.
     *
     * @param name a name of this set
     * @return its place, from 0; -1 if it is not of this set
     */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /**
     * The label that a data file means.
     *
     * @param spelling a name or an alias, in any case, with or without blanks around it
     * @return the label's name, empty if no label is spelt so
     */
    public Optional<String> parse(String spelling) {
        return Optional.ofNullable(nameBySpelling.get(fold(spelling)));
    }

    private static String fold(String spelling) {
        return spelling.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSet that && labels.equals(that.labels);
    }

    @Override
    public int hashCode() {
        return labels.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
