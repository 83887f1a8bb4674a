/**
 * Looks at a teacher and at the machine before anything is spent, and says what was found, line by line.
 *
 * <p>{@link dev.scholium.doctor.TeacherDoctor} and {@link dev.scholium.doctor.MachineDoctor} are the ways in.
 */
@NullMarked
package dev.scholium.doctor;

import org.jspecify.annotations.NullMarked;
