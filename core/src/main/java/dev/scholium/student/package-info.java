/**
 * What a student reads, writes and learns from, and how its training is configured; no implementation.
 *
 * <p>{@link dev.scholium.student.StudentEngine} is what trains and opens students; the module {@code torch} has one.
 */
@NullMarked
package dev.scholium.student;

import org.jspecify.annotations.NullMarked;
