package dev.scholium.torch.train;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.student.TaskPrefix;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.tokenize.TokenStore;
import dev.scholium.torch.train.EncodedExample.Cut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns rows into token ids and finds where the label segment of the split loss lies.
 *
 * <p>The label segment is the tokens of the label text. Where a target is the label text and nothing else, its
 * {@code </s>} belongs to the label segment too; everywhere else it belongs to the rationale segment. A target that is
 * too long loses the end of its rationale, never its label.
 */
public final class ExampleEncoder {

    private final TokenStore store;
    private final int eosId;
    private final StudentTask task;
    private final int maxSourceTokens;
    private final int maxTargetTokens;
    private final int[][] labelTokens;
    private final int[] labelSeparator;

    /**
     * An encoder of one task's rows.
     *
     * @param tokenizer used for every call
     * @param tokens a folder that keeps the rows' token ids for other trainings
     * @param task label texts, separators and layout
     * @param maxSourceTokens sources are cut to so many tokens, {@code </s>} included and last
     * @param maxTargetTokens targets likewise
     * @throws ScholiumException if the vocabulary lacks parts of a label's text, or a target has no room for separator
     *     and label, where they come last
     */
    public ExampleEncoder(
            T5Tokenizer tokenizer, Path tokens, StudentTask task, int maxSourceTokens, int maxTargetTokens) {
        this.store = new TokenStore(tokenizer, tokens);
        this.eosId = tokenizer.eosId();
        this.task = task;
        this.maxSourceTokens = maxSourceTokens;
        this.maxTargetTokens = maxTargetTokens;
        this.labelTokens = labelTokens(tokenizer, task);
        this.labelSeparator = tokenizer.encodeWithoutEos(task.labelSeparator().strip());
        int last = labelSeparator.length
                + Arrays.stream(labelTokens).mapToInt(ids -> ids.length).max().orElse(0);
        if (task.layout() == TargetLayout.RATIONALE_FIRST && maxTargetTokens < last + 2) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "training.max_target_tokens must be at least " + (last + 2)
                            + " in the layout rationale-first, for one token of rationale, the label and </s>, but is "
                            + maxTargetTokens);
        }
    }

    /** Ids out of which the labels are read again: {@code <unk>} would make the same of two, and is left out. */
    private static int[][] labelTokens(T5Tokenizer tokenizer, StudentTask task) {
        int[][] ids = tokenizer.encodeAllWithoutEos(task.labelTexts());
        List<String> read = tokenizer.decodeAll(List.of(ids));
        if (!read.equals(task.labelTexts())) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "the student's vocabulary must have the label texts " + task.labelTexts()
                            + ", but they are read back as " + read
                            + "; choose other texts for the labels, or another model or tokenizer");
        }
        return ids;
    }

    /**
     * Encodes rows, over all cores, or reads what was encoded before.
     *
     * @param rows any rows of the task
     * @return as many, in their order
     */
    public List<EncodedExample> encode(List<StudentExample> rows) {
        return switch (task.layout()) {
            case LABEL_FIRST -> labelFirst(rows);
            case RATIONALE_FIRST -> rationaleFirst(rows);
            case TWO_TASK -> twoTask(rows);
        };
    }

    private List<EncodedExample> labelFirst(List<StudentExample> rows) {
        int[][] sources =
                store.encodeAll(rows.stream().map(StudentExample::source).toList());
        int[][] targets = targetsBeginningWithLabels(rows);
        List<EncodedExample> encoded = new ArrayList<>(rows.size());
        for (int i = 0; i < targets.length; i++) {
            StudentExample row = rows.get(i);
            int targetLength = Math.min(targets[i].length, maxTargetTokens);
            int labelLength = row.hasRationale() ? Math.min(labelTokensOf(row).length, targetLength - 1) : targetLength;
            encoded.add(new EncodedExample(row.uid(), source(sources[i]), target(targets[i]), 0, labelLength));
        }
        return encoded;
    }

    /** Rationale, separator and label are encoded apart, so that the label has the same tokens in every target. */
    private List<EncodedExample> rationaleFirst(List<StudentExample> rows) {
        int[][] sources =
                store.encodeAll(rows.stream().map(StudentExample::source).toList());
        int[][] rationales = store.encodeAllWithoutEos(
                rows.stream().map(StudentExample::rationale).toList());
        List<EncodedExample> encoded = new ArrayList<>(rows.size());
        for (int i = 0; i < rationales.length; i++) {
            StudentExample row = rows.get(i);
            int[] label = labelTokensOf(row);
            int[] end = {eosId};
            if (row.hasRationale()) {
                int room = maxTargetTokens - labelSeparator.length - label.length - end.length;
                int[] kept = Arrays.copyOf(rationales[i], Math.min(rationales[i].length, room));
                int[] ids = concatenated(kept, labelSeparator, label, end);
                Cut target = new Cut(ids, kept.length < rationales[i].length);
                int labelStart = kept.length + labelSeparator.length;
                encoded.add(new EncodedExample(row.uid(), source(sources[i]), target, labelStart, label.length));
            } else {
                encoded.add(labelAlone(row, sources[i]));
            }
        }
        return encoded;
    }

    private List<EncodedExample> twoTask(List<StudentExample> rows) {
        int[][] predict = store.encodeAll(rows.stream()
                .map(row -> TaskPrefix.PREDICT.before(row.source()))
                .toList());
        int[][] explain = store.encodeAll(rows.stream()
                .map(row -> row.hasRationale() ? TaskPrefix.EXPLAIN.before(row.source()) : "")
                .toList());
        int[][] rationales =
                store.encodeAll(rows.stream().map(StudentExample::rationale).toList());
        List<EncodedExample> encoded = new ArrayList<>(rows.size());
        for (int i = 0; i < predict.length; i++) {
            StudentExample row = rows.get(i);
            EncodedExample label = labelAlone(row, predict[i]);
            encoded.add(
                    row.hasRationale()
                            ? label.with(new EncodedExample(row.uid(), source(explain[i]), target(rationales[i]), 0, 0))
                            : label);
        }
        return encoded;
    }

    private EncodedExample labelAlone(StudentExample row, int[] source) {
        Cut target = target(concatenated(labelTokensOf(row), new int[] {eosId}));
        return new EncodedExample(row.uid(), source(source), target, 0, target.length());
    }

    private Cut source(int[] ids) {
        return Cut.to(maxSourceTokens, ids);
    }

    private Cut target(int[] ids) {
        return Cut.to(maxTargetTokens, ids);
    }

    private int[] labelTokensOf(StudentExample row) {
        return labelTokens[task.labels().indexOf(row.label())];
    }

    private int[][] targetsBeginningWithLabels(List<StudentExample> rows) {
        List<String> texts = rows.stream()
                .map(row -> task.targets(row.label(), row.rationale()).get(0))
                .toList();
        int[][] targets = store.encodeAll(texts);
        List<Integer> apart = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            if (!beginsWith(targets[i], labelTokensOf(rows.get(i)))) {
                apart.add(i);
            }
        }
        // a tokenizer may draw the label's end and the separator's beginning into one token
        int[][] rests = store.encodeAll(apart.stream()
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

    private static int[] concatenated(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }
}
