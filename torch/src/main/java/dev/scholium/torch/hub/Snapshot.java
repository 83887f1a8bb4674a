package dev.scholium.torch.hub;

import dev.scholium.torch.checkpoint.ModelWeights;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit's folder in the cache. It may lack files: of a download that was broken off, or of another program that
 * needed only some.
 *
 * @param folder exists
 */
record Snapshot(Path folder) {

    /**
     * What a model folder must have, and this one has not.
     *
     * @return names of files; none if it is whole
     * @throws dev.scholium.failure.ScholiumException if the index of the weights is damaged, or the file that names the
     *     tokenizer's class
     */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!has("config.json")) {
            missing.add("config.json");
        }
        if (!T5Tokenizer.isIn(folder)) {
            missing.add("tokenizer.json or spiece.model");
        }
        ModelWeights.files(folder).stream().filter(name -> !has(name)).forEach(missing::add);
        return missing;
    }

    private boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }
}
