/**
 * Controls that learn without a student: a count of words with logistic regression, and the most frequent label.
 *
 * <p>{@link dev.scholium.evaluate.control.WordModel} is the entry point.
 */
@NullMarked
package dev.scholium.evaluate.control;

import org.jspecify.annotations.NullMarked;
