package dev.scholium.torch.train;

import dev.scholium.student.StudentSpec;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingConfig.Padding;
import dev.scholium.torch.corrupt.SpanCorruption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything that a pre-training needs.
 *
 * @param student what to begin with: a model folder, or a fresh T5 of a size
 * @param config how to train; layout, boundary, split ratio, padding, {@code batch_tokens}, {@code max_target_tokens}
 *     and {@code rationale_fraction} mean nothing here
 * @param corruption how much text is taken out
 * @param documents plain texts, at least two; held in memory
 * @param heldOut share of the documents that is not learnt but judges, in {@code (0, 1)}; at least one document
 * @param folder where {@code metrics.jsonl}, {@code checkpoints/} and {@code student/} go; a job that was killed goes
 *     on from the newest whole checkpoint found here
 */
public record PretrainingJob(
        StudentSpec student,
        TrainingConfig config,
        SpanCorruption corruption,
        List<String> documents,
        double heldOut,
        Path folder) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there are fewer than two documents, or a value is out of range
     */
    public PretrainingJob {
        documents = List.copyOf(documents);
        config = config.labelsOnly() // the plain loss: the mean over the whole target
                .with(Map.of("padding", Padding.GROUPED, "batch_tokens", 0)); // chunks are of one length
        if (documents.size() < 2) {
            throw new IllegalArgumentException(
                    "pre-training needs at least 2 documents, one to be judged by, but has " + documents.size());
        }
        if (!(heldOut > 0 && heldOut < 1)) {
            throw new IllegalArgumentException("held_out must be in (0, 1), but is " + heldOut);
        }
        if (config.maxSourceTokens() < 4) {
            throw new IllegalArgumentException(
                    "max_source_tokens must be at least 4 in a pre-training, but is " + config.maxSourceTokens());
        }
    }

    /** {@return how many documents are held out} */
    int heldOutDocuments() {
        long share = Math.round(heldOut * documents.size());
        return (int) Math.min(Math.max(share, 1), documents.size() - 1);
    }
}
