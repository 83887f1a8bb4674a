/**
 * Takes spans out of text as T5's pre-training does: {@link dev.scholium.torch.corrupt.SpanCorruption} says how much,
 * {@link dev.scholium.torch.corrupt.TextChunks} what a row is. {@link dev.scholium.torch.train} learns to put them
 * back.
 */
@NullMarked
package dev.scholium.torch.corrupt;

import org.jspecify.annotations.NullMarked;
