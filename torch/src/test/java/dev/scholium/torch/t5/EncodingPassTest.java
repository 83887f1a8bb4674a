package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class EncodingPassTest {

    private static final Path FOLDER = Path.of("src/test/resources/t5/tiny-t5-v1_1");
    private static final float ROUNDING = 1e-5f; // float32, another order of summation

    @ParameterizedTest
    @ValueSource(strings = {"4 4 3 2 2 2", "2 4 4", "5", "1 1", "90 90 90", "300 300", "600 600 20 30", "4 1100 4"})
    void rowsAreEncodedAsIfAlone(String lengths) {
        int[][] sources = Arrays.stream(lengths.split(" "))
                .mapToInt(Integer::parseInt)
                .mapToObj(length ->
                        IntStream.range(0, length).map(i -> 5 + 7 * i % 50).toArray())
                .toArray(int[][]::new);
        for (int row = 0; row < sources.length; row++) {
            sources[row][0] = 5 + row; // no two alike
        }
        try (T5Model model = T5Model.load(FOLDER);
                EncodedSources together = model.encode(sources)) {
            for (int row = 0; row < sources.length; row++) {
                try (EncodedSources alone = model.encode(new int[][] {sources[row]})) {
                    int last = sources[row].length - 1;
                    assertThat(together.output(row, 0)).containsExactly(alone.output(0, 0), offset(ROUNDING));
                    assertThat(together.output(row, last)).containsExactly(alone.output(0, last), offset(ROUNDING));
                }
            }
        }
    }
}
