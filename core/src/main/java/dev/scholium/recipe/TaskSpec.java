package dev.scholium.recipe;

import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import java.util.List;
import java.util.Set;

/**
 * The task as a recipe writes it down.
 *
 * @param labels the closed set of labels, in the order of their numbers
 * @param fields names of the texts of a row
 * @param source template of what the student reads, with a {@code {field}} for each field to be put in
 * @param separator between label and rationale, blanks included
 * @param labelSeparator between rationale and label where the rationale comes first, blanks included
 */
public record TaskSpec(
        List<LabelSpec> labels, List<String> fields, String source, String separator, String labelSeparator) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there are no fields, or if the source names another one
     */
    public TaskSpec {
        labels = List.copyOf(labels);
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a task needs at least one field");
        }
        for (int open = source.indexOf('{'); open >= 0; open = source.indexOf('{', open + 1)) {
            int close = source.indexOf('}', open);
            String field = close < 0 ? source.substring(open) : source.substring(open + 1, close);
            if (!fields.contains(field)) {
                throw new IllegalArgumentException(
                        "source names the field " + field + ", but the fields are " + fields);
            }
        }
    }

    /** {@return the labels as data files spell them} */
    public LabelSet labelSet() {
        return new LabelSet(labels.stream()
                .map(label -> new Label(label.name(), Set.copyOf(label.aliases())))
                .toList());
    }

    /**
     * The same task, but for what its student reads.
     *
     * @param other template of it
     * @return another task
     * @throws IllegalArgumentException if the template names a field that the task has not
     */
    TaskSpec withSource(String other) {
        return new TaskSpec(labels, fields, other, separator, labelSeparator);
    }

    /** {@return the task as a student knows it that writes its label first} */
    public StudentTask studentTask() {
        return new StudentTask(
                labelSet(),
                source,
                labels.stream().map(LabelSpec::text).toList(),
                separator,
                labelSeparator,
                TargetLayout.LABEL_FIRST);
    }

    /**
     * One label.
     *
     * @param name the word in Scholium's files
     * @param text what the student writes
     * @param aliases other spellings in data files
     */
    public record LabelSpec(String name, String text, List<String> aliases) {

        /** Copies; a label may leave its aliases out. */
        public LabelSpec {
            aliases = aliases == null ? List.of() : List.copyOf(aliases);
            if (text == null) {
                text = name;
            }
        }
    }
}
