/**
 * Adds rationales to examples, and keeps where each came from and why some were rejected.
 *
 * <p>Takes examples of {@link dev.scholium.data} and a teacher of {@link dev.scholium.teacher}; what it makes is
 * trained on by {@link dev.scholium.student}.
 */
@NullMarked
package dev.scholium.augment;

import org.jspecify.annotations.NullMarked;
