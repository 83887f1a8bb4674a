package dev.scholium.cli;

import dev.scholium.student.StudentTask;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A student folder whose weights are drawn at random. */
final class TinyStudent {

    private TinyStudent() {}

    /** Writes it; the seed draws the weights. */
    static void write(Path folder, long seed) {
        new T5Engine().makeVocabulary(List.of("Premise: a dog runs. Hypothesis: an animal moves."), 260, folder);
        Map<String, Integer> sizes =
                Map.of("d_model", 8, "d_kv", 4, "d_ff", 16, "num_heads", 2, "num_layers", 1, "num_decoder_layers", 1);
        try (T5Model model = T5Model.fresh(T5Sizes.of("tiny", 512, sizes), seed)) {
            model.save(folder);
        }
        TaskFile.write(folder, StudentTask.nli(), 3);
    }
}
