package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import dev.scholium.torch.nn.DenseLinear;
import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.nn.PackedLinear;
import dev.scholium.torch.tensor.BlasThreads;
import dev.scholium.torch.tensor.KernelThreads;
import dev.scholium.torch.tensor.OneDnnMatrix;
import dev.scholium.torch.tensor.PackedMatrix;
import dev.scholium.torch.tensor.TensorScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How fast one core multiplies a few tokens by T5-small's weights: libtorch's {@code linear}, {@link DenseLinear},
 * which takes other ways for few tokens, and where they are used {@link PackedLinear} and {@link OneDnnMatrix}. Several
 * weights take turns, so that they come from memory; the best of some passes counts. Ends with one line of JSON, in
 * billions of floating point operations a second.
 */
public final class ProductsBenchmark {

    private static final long[] TOKENS = {1, 2, 4, 8, 16, 32, 64, 128, 1000};
    private static final long[][] SHAPES = {{512, 2048}, {2048, 512}, {512, 512}, {512, 32128}}; // features in and out
    private static final long NUMBERS = 10_000_000; // of all weights that take turns: more than a cache holds
    private static final int PASSES = 9;

    private ProductsBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        KernelThreads.setHere(1);
        try (BlasThreads.OneEach each = BlasThreads.oneEach()) {
            System.out.println(Json.line(Map.of("products", products())));
        }
    }

    private static List<Map<String, Object>> products() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (long[] shape : SHAPES) {
            for (long tokens : TOKENS) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("tokens", tokens);
                line.put("in", shape[0]);
                line.put("out", shape[1]);
                measure(tokens, shape[0], shape[1], line);
                System.err.println(line);
                lines.add(line);
            }
        }
        return lines;
    }

    private static void measure(long tokens, long in, long out, Map<String, Object> line) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor x = torch.randn(tokens, in); // (N, I)
            List<Tensor> weights = LongStream.range(0, Math.max(2, NUMBERS / (in * out)))
                    .mapToObj(i -> torch.randn(out, in)) // (O, I)
                    .toList();
            double operations = 2.0 * tokens * in * out * weights.size();
            line.put("linear", Figures.rounded(operations / best(() -> weights.forEach(w -> torch.linear(x, w)))));
            List<Linear> dense = weights.stream()
                    .<Linear>map(weight -> new DenseLinear(weight, true))
                    .toList();
            line.put("dense", Figures.rounded(operations / best(() -> dense.forEach(w -> w.forward(x)))));
            if (PackedMatrix.suits(x)) {
                List<PackedLinear> packed =
                        weights.stream().map(PackedLinear::of).toList();
                line.put("packed", Figures.rounded(operations / best(() -> packed.forEach(w -> w.forward(x)))));
                packed.forEach(PackedLinear::close);
            }
            if (OneDnnMatrix.suits(weights.get(0)) && OneDnnMatrix.takes(tokens)) {
                List<OneDnnMatrix> packed = weights.stream()
                        .flatMap(weight -> OneDnnMatrix.transposed(weight).stream())
                        .toList();
                line.put("onednn", Figures.rounded(operations / best(() -> packed.forEach(w -> w.multiply(x)))));
                packed.forEach(OneDnnMatrix::close);
            }
        }
    }

    /** {@return nanoseconds of the fastest pass} */
    private static long best(Runnable pass) {
        return Stream.generate(() -> {
                    long begin = System.nanoTime();
                    try (TensorScope scope = TensorScope.open()) {
                        pass.run();
                    }
                    return System.nanoTime() - begin;
                })
                .limit(PASSES)
                .min(Long::compare)
                .orElseThrow();
    }
}
