/**
 * Says what some prompt templates bring on a sample of rows, and how far that can be trusted.
 *
 * <p>Knows replies only as facts; {@code dev.scholium.run} asks the teacher, {@link dev.scholium.report} shows the
 * result.
 */
@NullMarked
package dev.scholium.pilot;

import org.jspecify.annotations.NullMarked;
