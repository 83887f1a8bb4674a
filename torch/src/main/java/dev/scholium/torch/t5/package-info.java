/**
 * T5, the text-to-text transformer, in float32: versions 1.0 (relu, tied embeddings) and 1.1 or FLAN (gated gelu, a
 * head of its own).
 *
 * <p>{@link dev.scholium.torch.t5.T5Model} is the way in. A {@link dev.scholium.torch.t5.TokenBatch} holds ragged rows,
 * and all layers but attention see real tokens only, one row of a matrix each ({@code (N, D)}); attention alone lays
 * them out as a padded batch ({@link dev.scholium.torch.t5.TokenLayout}). So padding costs little and can never
 * influence a result.
 *
 * <p>Shapes in this package: {@code B} rows of a batch, {@code L} tokens of the longest row, {@code N} real tokens of
 * all rows, {@code D} features of a token (d_model), {@code H} heads, {@code K} features of a head (d_kv), {@code F}
 * features of the feed-forward layer (d_ff), {@code V} size of the vocabulary.
 *
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020</a>
 */
@NullMarked
package dev.scholium.torch.t5;

import org.jspecify.annotations.NullMarked;
