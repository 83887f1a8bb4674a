/**
 * What a trained model says: text, token by token ({@link dev.scholium.torch.generate.TokenDecoder}), and how likely
 * each of a closed set of labels is ({@link dev.scholium.torch.generate.LabelScorer}). Both read sources that the
 * encoder has read once.
 */
@NullMarked
package dev.scholium.torch.generate;

import org.jspecify.annotations.NullMarked;
