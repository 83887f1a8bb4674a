/** Tests of how long work tells where it is. */
@NullMarked
package dev.scholium.progress;

import org.jspecify.annotations.NullMarked;
