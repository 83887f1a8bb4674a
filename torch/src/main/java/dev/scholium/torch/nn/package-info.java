/** Building blocks of a network, one formula each; they hold no state but the weights they are given. */
@NullMarked
package dev.scholium.torch.nn;

import org.jspecify.annotations.NullMarked;
