package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetLengthTest {

    private static List<EncodedExample> rows(int... lengths) {
        return IntStream.of(lengths)
                .mapToObj(length -> EncodedExample.of("row", new int[1], new int[length], 1))
                .toList();
    }

    @Test
    void ninetyNineInAHundredTargetsFit() {
        int[] lengths = IntStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();

        assertThat(TargetLength.of(rows(lengths), 1)).isEqualTo(198);
        assertThat(TargetLength.of(rows(3), 1)).isEqualTo(3);
    }

    @Test
    void aLabelAlwaysFits() {
        assertThat(TargetLength.of(rows(2, 2), 5)).isEqualTo(5);
    }

    @Test
    void theLongerOfTwoTargetsCounts() {
        EncodedExample label = EncodedExample.of("row", new int[1], new int[2], 2);
        EncodedExample rationale = EncodedExample.of("row", new int[1], new int[9], 0);

        assertThat(TargetLength.of(List.of(label.with(rationale)), 1)).isEqualTo(9);
    }
}
