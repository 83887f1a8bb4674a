package dev.scholium.torch.predict;

import dev.scholium.student.StudentTask;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds what an output holds before its label, where the label comes last. */
final class WrittenLabel {

    private final T5Tokenizer tokenizer;
    private final StudentTask task;
    private final int[][] labels;

    WrittenLabel(T5Tokenizer tokenizer, StudentTask task) {
        this.tokenizer = tokenizer;
        this.task = task;
        this.labels = tokenizer.encodeAllWithoutEos(task.labelTexts());
    }

    /**
     * The tokens that a label is scored after.
     *
     * @param ids what a student wrote
     * @param output the same as text
     * @return the output's own tokens up to its label; where it has none, the whole output and the label separator, as
     *     if the student had come to that
     */
    int[] before(int[] ids, String output) {
        StudentTask.Output read = task.parse(output);
        List<String> names = task.labels().names();
        if (read.label().isPresent()) {
            int[] label = labels[names.indexOf(read.label().get())];
            int length = ids.length - label.length;
            if (length >= 0 && Arrays.equals(ids, length, ids.length, label, 0, label.length)) {
                return Arrays.copyOf(ids, length);
            }
        }
        // no label, or one of other tokens than training's
        return read.label().isPresent() ? after(read.rationale()) : separated(ids);
    }

    /**
     * The tokens that a label is scored after, behind a rationale that is given.
     *
     * @param rationale any text; empty for none
     * @return its tokens as in training, and the label separator
     */
    int[] after(String rationale) {
        return separated(rationale.isEmpty() ? new int[0] : tokenizer.encodeWithoutEos(rationale));
    }

    private int[] separated(int[] rationale) {
        int[] separator = tokenizer.encodeWithoutEos(task.labelSeparator().strip());
        return IntStream.concat(Arrays.stream(rationale), Arrays.stream(separator))
                .toArray();
    }
}
