/** Failures that end a command with one clear line and an exit code. */
@NullMarked
package dev.scholium.failure;

import org.jspecify.annotations.NullMarked;
