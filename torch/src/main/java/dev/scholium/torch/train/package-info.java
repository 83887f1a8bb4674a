/**
 * Trains T5 students: rows to tokens, tokens to batches, the loop, evaluation on dev, checkpoints that resume to the
 * same bits, and {@code metrics.jsonl}.
 *
 * <p>{@link dev.scholium.torch.train.T5StudentTrainer} is the way in; {@link dev.scholium.torch.tokenize} comes before,
 * {@link dev.scholium.torch.predict} after.
 */
@NullMarked
package dev.scholium.torch.train;

import org.jspecify.annotations.NullMarked;
