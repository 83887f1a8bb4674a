/** Hands a training's metrics and scores on to the tools in which people already look at theirs. */
@NullMarked
package dev.scholium.track;

import org.jspecify.annotations.NullMarked;
