/** How parameters follow their gradients: optimisers, clipping, and the course of the learning rate. */
@NullMarked
package dev.scholium.torch.optimize;

import org.jspecify.annotations.NullMarked;
