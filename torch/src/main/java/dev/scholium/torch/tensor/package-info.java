/** Who frees native tensors, and when: {@link dev.scholium.torch.tensor.TensorScope}. */
@NullMarked
package dev.scholium.torch.tensor;

import org.jspecify.annotations.NullMarked;
