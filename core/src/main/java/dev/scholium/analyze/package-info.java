/**
 * Looks closely at rationales: what they are like, how alike, and what goes with a student that is right.
 *
 * <p>{@link dev.scholium.analyze.RunAnalysis} is the entry point.
 */
@NullMarked
package dev.scholium.analyze;

import org.jspecify.annotations.NullMarked;
