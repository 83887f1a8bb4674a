/**
 * Turns examples into the prompts that a teacher is asked, and its completions into rationales.
 *
 * <p>Takes examples of {@link dev.scholium.data}; its prompts are asked by {@code dev.scholium.teacher}.
 */
@NullMarked
package dev.scholium.prompt;

import org.jspecify.annotations.NullMarked;
