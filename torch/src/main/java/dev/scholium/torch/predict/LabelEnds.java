package dev.scholium.torch.predict;

import dev.scholium.student.StudentTask;
import dev.scholium.torch.generate.LabelConstraint;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds the tokens with which a label ends at its last letter: after {@code Neutral} a blank or a full stop, but not
 * {@code ity}, which the task would read as another word.
 */
final class LabelEnds {

    private final T5Tokenizer tokenizer;
    private final StudentTask task;

    private LabelEnds(T5Tokenizer tokenizer, StudentTask task) {
        this.tokenizer = tokenizer;
        this.task = task;
    }

    /**
     * Outputs that the task reads as beginning with a label, as far as they are not cut off within it.
     *
     * @param tokenizer the student's
     * @param task the student's
     * @return what lets an output begin with nothing else
     */
    static LabelConstraint constraint(T5Tokenizer tokenizer, StudentTask task) {
        LabelEnds labelEnds = new LabelEnds(tokenizer, task);
        int[][] labels = tokenizer.encodeAllWithoutEos(task.labelTexts());
        List<BitSet> ends = new ArrayList<>(labels.length);
        for (int i = 0; i < labels.length; i++) {
            ends.add(labelEnds.of(labels[i], task.labels().names().get(i)));
        }
        return new LabelConstraint(List.of(labels), ends);
    }

    /** The tokens that settle that the label has ended, whatever follows them: one that writes nothing does not. */
    private BitSet of(int[] label, String name) {
        int written = tokenizer.decode(label).length();
        BitSet ends = new BitSet();
        for (int id = 0; id < tokenizer.size(); id++) {
            int[] longer = Arrays.copyOf(label, label.length + 1);
            longer[label.length] = id;
            String text = tokenizer.decodeBeginning(longer);
            ends.set(id, text.length() > written && task.parse(text).label().equals(Optional.of(name)));
        }
        ends.set(tokenizer.eosId());
        return ends;
    }
}
