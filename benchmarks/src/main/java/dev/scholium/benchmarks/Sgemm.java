package dev.scholium.benchmarks;

import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How fast this machine multiplies large float32 matrices with all threads, by the library that students use. */
final class Sgemm {

    private static final long SIZE = 2048;
    private static final int TRIES = 5;

    private Sgemm() {}

    /** {@return billions of floating point operations a second, the best of some products} */
    static double gigaflops() {
        double best = 0;
        try (TensorScope scope = TensorScope.open()) {
            Tensor a = torch.rand(SIZE, SIZE); // (2048, 2048)
            for (int i = 0; i < TRIES; i++) {
                long begin = System.nanoTime();
                try (TensorScope product = TensorScope.open()) {
                    a.matmul(a); // (2048, 2048)
                }
                best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / (System.nanoTime() - begin));
            }
        }
        return best;
    }
}
