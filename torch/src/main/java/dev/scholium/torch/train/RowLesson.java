package dev.scholium.torch.train;

import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.predict.T5Student;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.nio.file.Path;
import java.util.List;

/** Labels and rationales of rows; judged by the accuracy of the labels that a student writes for dev. */
final class RowLesson implements Lesson {

    private final TrainingJob job;
    private final T5Tokenizer tokenizer;
    private final List<EncodedExample> rows;
    private final BatchOrder batches;

    RowLesson(TrainingJob job, T5Tokenizer tokenizer) {
        TrainingConfig config = job.config();
        this.job = job;
        this.tokenizer = tokenizer;
        this.rows = new ExampleEncoder(
                        tokenizer, job.tokens(), job.task(), config.maxSourceTokens(), config.maxTargetTokens())
                .encode(job.train());
        this.batches = config.batchTokens() > 0
                ? new TokenBudgetBatches(rows, config.batchTokens(), config.seed())
                : new Batches(rows, config.padding(), config.batchSize(), config.seed());
    }

    @Override
    public String title() {
        return "training the student";
    }

    @Override
    public long batchesPerEpoch() {
        return batches.perEpoch();
    }

    @Override
    public List<List<EncodedExample>> epoch(long epoch) {
        return batches.ofEpoch(epoch).stream()
                .map(batch -> batch.stream().map(rows::get).toList())
                .toList();
    }

    @Override
    public Evaluation evaluate(T5Model model) {
        int labelTokens = T5Student.labelTokens(tokenizer, job.task());
        try (T5Student asItIs = T5Student.over(model, tokenizer, job.task())) {
            return DevEvaluation.of(asItIs, job, labelTokens, Math.max(labelTokens, longestTarget()));
        }
    }

    @Override
    public void saveBeside(Path folder) {
        tokenizer.saveTo(folder);
        TaskFile.write(folder, job.task(), TargetLength.of(rows, T5Student.labelTokens(tokenizer, job.task())));
    }

    @Override
    public Measure measure(double score) {
        return new Measure("dev accuracy", score);
    }

    TrainingLoop.CutRows cutRows() {
        return new TrainingLoop.CutRows(
                rows.stream().filter(EncodedExample::sourceCut).count(),
                rows.stream().filter(EncodedExample::targetCut).count());
    }

    private int longestTarget() {
        return rows.stream()
                .flatMap(row -> row.targets().stream())
                .mapToInt(target -> target.target().length)
                .max()
                .orElse(0);
    }
}
