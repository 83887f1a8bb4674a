/** The command {@code scholium}: two ways in, no logic of their own. */
@NullMarked
package dev.scholium.cli;

import org.jspecify.annotations.NullMarked;
