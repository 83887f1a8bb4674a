/** T5 students over libtorch. */
@NullMarked
package dev.scholium.torch;

import org.jspecify.annotations.NullMarked;
