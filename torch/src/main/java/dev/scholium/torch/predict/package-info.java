/**
 * Answers with a trained student: label probabilities and a written output for every source, streamed in batches.
 *
 * <p>{@link dev.scholium.torch.predict.T5Student} is the way in; {@link dev.scholium.torch.train} comes before,
 * {@link dev.scholium.evaluate} after.
 */
@NullMarked
package dev.scholium.torch.predict;

import org.jspecify.annotations.NullMarked;
