/** How long work tells its user how far it is. */
@NullMarked
package dev.scholium.progress;

import org.jspecify.annotations.NullMarked;
