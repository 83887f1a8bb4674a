package dev.scholium.student;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a student reads and writes: the templates of source and target, and the text of each label.
 *
 * <p>The target of a row without a rationale is the text of its label. With one it is, by the layout, that text, the
 * separator and the rationale; or the rationale, the label separator and that text; or text and rationale are a target
 * each. The paper's source is {@code Premise: {premise} Hypothesis: {hypothesis}}, a target {@code Entailment
 * Explanation: ...}.
 *
 * @param labels the closed set of labels, in order
 * @param sourceTemplate text with a {@code {field}} for each field to be put in
 * @param labelTexts what the student writes for each label, in the labels' order; distinct, none a prefix of another
 * @param separator between label and rationale, blanks included
 * @param labelSeparator between rationale and label where the rationale comes first, blanks included
 * @param layout in what order label and rationale are written
 */
public record StudentTask(
        LabelSet labels,
        String sourceTemplate,
        List<String> labelTexts,
        String separator,
        String labelSeparator,
        TargetLayout layout) {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is not one distinct text a label, or one begins with another
     */
    public StudentTask {
        labelTexts = List.copyOf(labelTexts);
        if (labelTexts.size() != labels.size()) {
            throw new IllegalArgumentException("labelTexts must be " + labels.size() + ", but are " + labelTexts);
        }
        for (int i = 0; i < labelTexts.size(); i++) {
            for (int j = 0; j < labelTexts.size(); j++) {
                if (i != j && labelTexts.get(i).startsWith(labelTexts.get(j))) {
                    throw new IllegalArgumentException("the label text \"" + labelTexts.get(i)
                            + "\" must not begin with another one, \"" + labelTexts.get(j) + "\"");
                }
            }
        }
    }

    /** {@return the paper's task: natural language inference with a premise and a hypothesis (arXiv 2409.12599)} */
    public static StudentTask nli() {
        return new StudentTask(
                LabelSet.nli(),
                "Premise: {premise} Hypothesis: {hypothesis}",
                List.of("Entailment", "Neutral", "Contradiction"),
                " Explanation: ",
                " Label: ",
                TargetLayout.LABEL_FIRST);
    }

    /**
     * The same in another layout.
     *
     * @param layout in what order label and rationale are written
     * @return a changed copy
     */
    public StudentTask withLayout(TargetLayout layout) {
        return new StudentTask(labels, sourceTemplate, labelTexts, separator, labelSeparator, layout);
    }

    /**
     * What the student reads for a row, but for a {@link TaskPrefix}. Nothing of the label or of a rationale gets in.
     *
     * @param example a row
     * @return the filled source template
     */
    public String source(Example example) {
        return source(example.fields());
    }

    /**
     * What the student reads for a row whose label need not be known.
     *
     * @param texts the row's texts by name
     * @return the filled source template
     * @throws IllegalArgumentException if a field of the template is missing
     */
    public String source(Map<String, String> texts) {
        return FIELD.matcher(sourceTemplate).replaceAll(found -> {
            String text = texts.get(found.group(1));
            if (text == null) {
                throw new IllegalArgumentException("no field " + found.group(1) + ", only " + texts.keySet());
            }
            return Matcher.quoteReplacement(text);
        });
    }

    /** {@return the fields that the source template names, in its order} */
    public List<String> fields() {
        return FIELD.matcher(sourceTemplate)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /**
     * The text of a label.
     *
     * @param label a name of {@link #labels}
     * @return what the student writes for it
     */
    public String labelText(String label) {
        return labelTexts.get(labels.indexOf(label));
    }

    /**
     * What the student should write for a row.
     *
     * @param label name of its label
     * @param rationale its rationale; empty when it has none
     * @return one text, or with a rationale in the layout {@link TargetLayout#TWO_TASK} two, the label's first
     */
    public List<String> targets(String label, String rationale) {
        String labelText = labelText(label);
        if (rationale.isEmpty()) {
            return List.of(labelText);
        }
        return switch (layout) {
            case LABEL_FIRST -> List.of(labelText + separator + rationale);
            case RATIONALE_FIRST -> List.of(rationale + labelSeparator + labelText);
            case TWO_TASK -> List.of(labelText, rationale);
        };
    }

    /** {@return texts that the layout lays around every row, beside the separator} */
    public List<String> markers() {
        return switch (layout) {
            case LABEL_FIRST -> List.of();
            case RATIONALE_FIRST -> List.of(labelSeparator);
            case TWO_TASK -> List.of(TaskPrefix.PREDICT.text(), TaskPrefix.EXPLAIN.text());
        };
    }

    /**
     * Puts the two answers of the layout {@link TargetLayout#TWO_TASK} together.
     *
     * @param label what the student wrote for the label
     * @param rationale what it wrote for the rationale; empty for nothing
     * @return an output that {@link #parse} reads
     */
    public String joined(String label, String rationale) {
        return rationale.isBlank() ? label : label + separator + rationale;
    }

    /**
     * Reads what a student wrote.
     *
     * @param output the decoded text, without special tokens
     * @return label and rationale; the label is absent when the output begins with none of the label texts, or, where
     *     the rationale comes first, does not end with the label separator and one of them
     */
    public Output parse(String output) {
        return switch (layout) {
            case LABEL_FIRST, TWO_TASK -> labelAtTheBeginning(output.strip());
            case RATIONALE_FIRST -> new LastLabel(this).parse(output.strip());
        };
    }

    /**
     * Reads the rationale out of an output that is still being written.
     *
     * @param output the beginning of an output
     * @return what every well-formed output that begins so has its rationale begin with; empty as long as that is
     *     nothing, or the output is malformed
     */
    public String rationaleSoFar(String output) {
        return switch (layout) {
            case LABEL_FIRST, TWO_TASK -> {
                Output soFar = labelAtTheBeginning(output.strip());
                boolean separating = separator.strip().startsWith(soFar.rationale());
                yield soFar.label().isEmpty() || separating ? "" : soFar.rationale();
            }
            case RATIONALE_FIRST -> new LastLabel(this).rationaleSoFar(output.strip());
        };
    }

    private Output labelAtTheBeginning(String text) {
        for (int i = 0; i < labelTexts.size(); i++) {
            String labelText = labelTexts.get(i);
            if (text.startsWith(labelText)) {
                String rest = text.substring(labelText.length());
                if (!rest.isEmpty() && Character.isLetterOrDigit(rest.charAt(0))) {
                    continue; // "Neutralised": another word
                }
                String rationale = rest.strip();
                String word = separator.strip();
                if (!word.isEmpty() && rationale.startsWith(word)) {
                    rationale = rationale.substring(word.length()).strip();
                }
                return new Output(Optional.of(labels.names().get(i)), rationale);
            }
        }
        return new Output(Optional.empty(), text);
    }

    /**
     * What a student's output says.
     *
     * @param label name of the label, absent when the output is malformed
     * @param rationale the rest, without separator; the whole output when it is malformed; empty when there is none
     */
    public record Output(Optional<String> label, String rationale) {}
}
