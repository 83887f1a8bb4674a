package dev.scholium.torch.corrupt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.torch.corrupt.SpanCorruption.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanCorruptionTest {

    private static final int END = 1;
    private static final int[] SENTINELS =
            IntStream.range(0, 100).map(i -> 32099 - i).toArray();

    @Test
    void takesOutTheShareAndTheSpansOfTheSpecification() {
        SplittableRandom random = new SplittableRandom(1);
        double[] taken = new double[512];
        int draws = 2000;
        for (int draw = 0; draw < draws; draw++) {
            boolean[] mask = SpanCorruption.T5.mask(512, random);
            int spans = 0;
            int noise = 0;
            for (int i = 0; i < mask.length; i++) {
                noise += mask[i] ? 1 : 0;
                spans += mask[i] && !mask[i - 1] ? 1 : 0;
                taken[i] += mask[i] ? 1.0 / draws : 0;
            }
            assertThat(noise).isEqualTo(77); // round(512 * 0.15)
            assertThat(spans).isEqualTo(26); // round(77 / 3): 2.96 tokens a span
            assertThat(mask[0]).isFalse();
            assertThat(mask[511]).isTrue();
        }
        // away from both ends every token is as likely as any other
        assertThat(IntStream.range(50, 462).mapToDouble(i -> taken[i]))
                .allSatisfy(share -> assertThat(share).isCloseTo(0.15, within(0.04)));
    }

    @Test
    void spanLengthsVaryAsRandomSegmentationSays() {
        SplittableRandom random = new SplittableRandom(2);
        int single = 0;
        int draws = 20_000;
        for (int draw = 0; draw < draws; draw++) {
            boolean[] mask =
                    new SpanCorruption(0.3, 3).mask(20, random); // 6 tokens in 2 spans: 1+5, 2+4, 3+3, 4+2, 5+1
            int first = 0;
            while (!mask[first]) {
                first++;
            }
            single += mask[first + 1] ? 0 : 1;
        }
        assertThat((double) single / draws).isCloseTo(0.2, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "3, 1, 1", "10, 2, 1", "20, 3, 1", "30, 4, 1", "568, 85, 28"})
    void roundsAsT5Does(int length, int noise, int spans) { // 1.5 and 4.5 to even
        assertThat(SpanCorruption.T5.noiseTokens(length)).isEqualTo(noise);
        assertThat(SpanCorruption.T5.spans(length)).isEqualTo(spans);
    }

    @Test
    void aSourceOfT5sLengthComesFromT5sChunk() {
        assertThat(SpanCorruption.T5.chunkLength(512, 100)).isEqualTo(568); // targets of 114, as in T5's paper
        assertThat(SpanCorruption.T5.chunkLength(4, 100)).isGreaterThanOrEqualTo(2);
        int limited = SpanCorruption.T5.chunkLength(100_000, 100);
        assertThat(SpanCorruption.T5.spans(limited)).isEqualTo(100);
    }

    @Test
    void thePairHoldsTheWholeTextInOrder() {
        SplittableRandom random = new SplittableRandom(3);
        for (int length = 2; length < 200; length++) {
            int[] ids = random.ints(length, 2, 30_000).toArray();
            Pair pair = SpanCorruption.corrupted(ids, SpanCorruption.T5.mask(length, random), SENTINELS, END);

            assertThat(restored(pair)).isEqualTo(ids);
            assertThat(pair.source())
                    .hasSize(length - SpanCorruption.T5.noiseTokens(length) + SpanCorruption.T5.spans(length) + 1);
            assertThat(pair.target())
                    .hasSize(SpanCorruption.T5.noiseTokens(length) + SpanCorruption.T5.spans(length) + 1)
                    .startsWith(SENTINELS[0])
                    .endsWith(END);
        }
    }

    /** Puts each span of the target in the place of its sentinel. */
    static int[] restored(Pair pair) {
        List<Integer> text = new ArrayList<>();
        for (int id : pair.source()) {
            if (id > 30_000) {
                int at = IntStream.range(0, pair.target().length)
                        .filter(i -> pair.target()[i] == id)
                        .findFirst()
                        .orElseThrow();
                for (int i = at + 1; pair.target()[i] <= 30_000 && pair.target()[i] != END; i++) {
                    text.add(pair.target()[i]);
                }
            } else if (id != END) {
                text.add(id);
            }
        }
        return text.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void refusesImpossibleShares() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpanCorruption(1, 3))
                .withMessage("noise_density must be in (0, 1), but is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpanCorruption(0.15, 0.5))
                .withMessage("mean_span_length must be at least 1, but is 0.5");
    }

    @Test
    void chunksHoldEveryTokenOnceInEveryOrder() {
        List<int[]> documents =
                List.of(new int[] {1, 2, 3}, new int[] {}, new int[] {4, 5, 6, 7, 8, 9}, new int[] {10});
        TextChunks chunks = new TextChunks(documents, 4);

        assertThat(chunks.count()).isEqualTo(3);
        for (int seed = 0; seed < 10; seed++) {
            List<int[]> shuffled = chunks.shuffled(new SplittableRandom(seed));
            assertThat(shuffled).extracting(ids -> ids.length).containsExactly(4, 4, 2);
            assertThat(shuffled.stream().flatMapToInt(IntStream::of).boxed())
                    .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
    }
}
