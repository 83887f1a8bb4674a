/**
 * Makes new rows for the training split out of its rows, by a teacher or by word edits, for comparison with rationales.
 *
 * <p>{@link dev.scholium.augment.rows.RowAugmenter} is the way in; what it makes is trained on like any other row.
 */
@NullMarked
package dev.scholium.augment.rows;

import org.jspecify.annotations.NullMarked;
