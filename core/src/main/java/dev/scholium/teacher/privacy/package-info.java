/** Keeps private texts from leaving the machine: redacted before anything is sent, put back in the answer. */
@NullMarked
package dev.scholium.teacher.privacy;

import org.jspecify.annotations.NullMarked;
