/**
 * Asks a large language model, within limits, and journals every reply before anything reads it.
 *
 * <p>Takes prompts of {@link dev.scholium.prompt}; its completions are read by {@code dev.scholium.augment}.
 */
@NullMarked
package dev.scholium.teacher;

import org.jspecify.annotations.NullMarked;
