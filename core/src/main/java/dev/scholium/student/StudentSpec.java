package dev.scholium.student;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which student to begin with: a model folder's weights, or a fresh one of a size.
 *
 * <p>Exactly one of {@code model} and {@code size} is given.
 *
 * @param model a Hugging Face model folder, or a repository's name that is in the Hugging Face cache; empty for a fresh
 *     student
 * @param size name of a shape ({@code t5-small}, {@code tiny}, ...); empty when {@code model} is given
 * @param shape dimensions that differ from the size's, by their names in {@code config.json} ({@code d_model}, ...)
 * @param tokenizer for a fresh student: a folder with {@code tokenizer.json} or {@code spiece.model}, or such a file;
 *     empty to make a vocabulary from the training text
 * @param vocabularySize for a vocabulary made from the training text: how many tokens at most
 */
public record StudentSpec(String model, String size, Map<String, Number> shape, String tokenizer, int vocabularySize) {

    /**
     * Checks that it is one of the two.
     *
     * @throws IllegalArgumentException if both or none of {@code model} and {@code size} are given
     */
    public StudentSpec {
        if (model.isEmpty() == size.isEmpty()) {
            throw new IllegalArgumentException(
                    "a student needs either model (a folder with weights) or size (a fresh one), but has "
                            + (model.isEmpty() ? "neither" : "both"));
        }
        shape = Collections.unmodifiableMap(new LinkedHashMap<>(shape)); // in order: recipes are compared
    }

    /** {@return whether the student begins with random weights} */
    public boolean isFresh() {
        return model.isEmpty();
    }

    /** {@return whether a vocabulary must be made for it} */
    public boolean needsVocabulary() {
        return isFresh() && tokenizer.isEmpty();
    }

    /**
     * The same with a tokenizer.
     *
     * @param path a folder with {@code tokenizer.json}
     * @return a changed copy
     */
    public StudentSpec withTokenizer(Path path) {
        return new StudentSpec(model, size, shape, path.toString(), vocabularySize);
    }
}
