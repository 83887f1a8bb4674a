/**
 * How far raters agree, how sure that is, and how many rows it takes to know.
 *
 * <p>{@link dev.scholium.evaluate.agreement.Agreement} is the entry point; ratings come in as a
 * {@link dev.scholium.evaluate.agreement.RatingTable}.
 */
@NullMarked
package dev.scholium.evaluate.agreement;

import org.jspecify.annotations.NullMarked;
