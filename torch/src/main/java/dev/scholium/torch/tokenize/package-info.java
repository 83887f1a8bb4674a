/**
 * Turns text into the token ids of a student's vocabulary and back: Hugging Face's {@code tokenizer.json},
 * sentencepiece's {@code spiece.model}, or a vocabulary made from training text.
 *
 * <p>{@link dev.scholium.torch.tokenize.T5Tokenizer} is the way in; {@link dev.scholium.torch.train} and
 * {@link dev.scholium.torch.predict} come after.
 */
@NullMarked
package dev.scholium.torch.tokenize;

import org.jspecify.annotations.NullMarked;
