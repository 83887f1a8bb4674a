/** Figures of agreement next to those of other software. */
@NullMarked
package dev.scholium.evaluate.agreement;

import org.jspecify.annotations.NullMarked;
