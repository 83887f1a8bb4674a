package dev.scholium.torch.train;

import dev.scholium.file.Sha256;
import dev.scholium.student.StudentExample;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.util.List;
import java.util.Map;

/** Tells whether a checkpoint belongs to a training: a hash of everything that decides its outcome. */
final class Fingerprint {

    /** Raised when a change of this package changes what the same settings come to. */
    private static final String VERSION = "2";

    private Fingerprint() {}

    /**
     * The fingerprint of a training.
     *
     * @param job rows, task and settings
     * @param initial what the student begins as: its shape and seed, or a hash of its weights
     * @param tokenizer its tokenizer
     * @return 64 hexadecimal digits
     */
    static String of(TrainingJob job, String initial, T5Tokenizer tokenizer) {
        Sha256 hash =
                new Sha256().addSized(VERSION).addSized(settings(job.config())).addSized(initial);
        hash.addSized(tokenizer.identity());
        hash.addSized(job.task().labels().names().toString());
        job.task().labelTexts().forEach(hash::addSized);
        hash.addSized(job.task().separator()).addSized(job.task().labelSeparator());
        add(hash, job.train());
        add(hash, job.dev());
        return hash.hex();
    }

    /**
     * How many checkpoints are kept decides nothing, and may be changed on the way. Settings that came later are left
     * out where they are as it was before: such trainings go on.
     */
    private static String settings(TrainingConfig config) {
        return config.with(Map.of("keep_checkpoints", 1))
                .toString()
                .replace("batchTokens=0, ", "")
                .replace("precision=FLOAT32, ", "")
                .replace("gradientCheckpointing=false, ", "")
                .replaceFirst("lora=LoraConfig\\[rank=0, [^]]*]], ", "");
    }

    private static void add(Sha256 hash, List<StudentExample> rows) {
        hash.addSized(String.valueOf(rows.size()));
        for (StudentExample row : rows) {
            hash.addSized(row.source()).addSized(row.label()).addSized(row.rationale());
        }
    }
}
