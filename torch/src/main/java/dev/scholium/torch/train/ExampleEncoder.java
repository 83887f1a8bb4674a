package dev.scholium.torch.train;

import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.train.EncodedExample.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns rows into token ids and finds where the label segment of the split loss ends.
 *
 * <p>The label segment is the tokens of the label text. A row without a rationale has nothing else: its {@code </s>}
 * belongs to the label segment too.
 */
public final class ExampleEncoder {

    private final T5Tokenizer tokenizer;
    private final StudentTask task;
    private final int maxSourceTokens;
    private final int maxTargetTokens;
    private final int[][] labelTokens;

    /**
     * An encoder of one task's rows.
     *
     * @param tokenizer used for every call
     * @param task label texts and separator
     * @param maxSourceTokens sources are cut to so many tokens, {@code </s>} included and last
     * @param maxTargetTokens targets likewise
     */
    public ExampleEncoder(T5Tokenizer tokenizer, StudentTask task, int maxSourceTokens, int maxTargetTokens) {
        this.tokenizer = tokenizer;
        this.task = task;
        this.maxSourceTokens = maxSourceTokens;
        this.maxTargetTokens = maxTargetTokens;
        this.labelTokens = tokenizer.encodeAllWithoutEos(task.labelTexts());
    }

    /**
     * Encodes rows, over all cores.
     *
     * @param rows any rows of the task
     * @return as many, in their order
     */
    public List<EncodedExample> encode(List<StudentExample> rows) {
        int[][] sources =
                tokenizer.encodeAll(rows.stream().map(StudentExample::source).toList());
        int[][] targets = targets(rows);
        List<EncodedExample> encoded = new ArrayList<>(rows.size());
        for (int i = 0; i < targets.length; i++) {
            StudentExample row = rows.get(i);
            Cut source = cut(sources[i], maxSourceTokens);
            Cut target = cut(targets[i], maxTargetTokens);
            int targetLength = Math.min(targets[i].length, maxTargetTokens);
            int labelLength = row.hasRationale() ? Math.min(labelTokensOf(row).length, targetLength - 1) : targetLength;
            encoded.add(new EncodedExample(row.uid(), source, target, labelLength));
        }
        return encoded;
    }

    private static Cut cut(int[] ids, int maxTokens) {
        return new Cut(T5Tokenizer.truncate(ids, maxTokens), ids.length > maxTokens);
    }

    private int[] labelTokensOf(StudentExample row) {
        return labelTokens[task.labels().indexOf(row.label())];
    }

    private int[][] targets(List<StudentExample> rows) {
        List<String> texts = new ArrayList<>(rows.size());
        for (StudentExample row : rows) {
            String labelText = task.labelText(row.label());
            texts.add(row.hasRationale() ? labelText + task.separator() + row.rationale() : labelText);
        }
        int[][] targets = tokenizer.encodeAll(texts);
        List<Integer> apart = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            if (!beginsWith(targets[i], labelTokensOf(rows.get(i)))) {
                apart.add(i);
            }
        }
        // a tokenizer may draw the label's end and the separator's beginning into one token
        int[][] rests = tokenizer.encodeAll(apart.stream()
                .map(i -> rows.get(i).hasRationale()
                        ? task.separator() + rows.get(i).rationale()
                        : "")
                .toList());
        for (int i = 0; i < rests.length; i++) {
            int row = apart.get(i);
            targets[row] = concatenated(labelTokensOf(rows.get(row)), rests[i]);
        }
        return targets;
    }

    private static boolean beginsWith(int[] ids, int[] prefix) {
        return ids.length > prefix.length && Arrays.equals(ids, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static int[] concatenated(int[] first, int[] second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
