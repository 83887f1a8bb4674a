package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.tokenize.VocabularyBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExampleEncoderTest {

    private static T5Tokenizer tokenizer;

    @BeforeAll
    static void makeAVocabulary() {
        VocabularyBuilder builder = new VocabularyBuilder();
        builder.add("Entailment Neutral Contradiction Explanation: the fox rests, as foxes do: they rest");
        tokenizer = builder.build(160);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static EncodedExample encode(StudentTask task, String label, String rationale, int maxTarget) {
        return new ExampleEncoder(tokenizer, task, 6, maxTarget)
                .encode(List.of(new StudentExample("a", "the fox rests the fox rests", label, rationale)))
                .get(0);
    }

    @Test
    void labelSegmentIsTheTokensOfTheLabelText() {
        EncodedExample row = encode(StudentTask.nli(), "neutral", "the fox rests", 100);

        int[] label = tokenizer.encodeWithoutEos("Neutral");
        assertThat(row.labelLength()).isEqualTo(label.length);
        assertThat(Arrays.copyOf(row.target(), label.length)).isEqualTo(label);
        assertThat(row.target()).isEqualTo(tokenizer.encode("Neutral Explanation: the fox rests"));
        assertThat(row.targetCut()).isFalse();
    }

    @Test
    void withoutRationaleEosBelongsToTheLabelSegment() {
        EncodedExample row = encode(StudentTask.nli(), "entailment", "", 100);

        assertThat(row.target()).isEqualTo(tokenizer.encode("Entailment"));
        assertThat(row.labelLength()).isEqualTo(row.target().length);
    }

    @Test
    void encodesLabelAndRestApartWhereATokenWouldSpanBoth() {
        StudentTask glued = new StudentTask(
                StudentTask.nli().labels(), "{premise}", List.of("the fo", "Neutral", "Contradiction"), "x rests, as ");

        EncodedExample row = encode(glued, "entailment", "foxes do", 100);

        int[] label = tokenizer.encodeWithoutEos("the fo");
        assertThat(tokenizer.encodeWithoutEos("the fox")).isNotEqualTo(label);
        assertThat(row.labelLength()).isEqualTo(label.length);
        assertThat(Arrays.copyOf(row.target(), label.length)).isEqualTo(label);
        assertThat(Arrays.copyOfRange(row.target(), label.length, row.target().length))
                .isEqualTo(tokenizer.encode("x rests, as foxes do"));
    }

    @Test
    void cutsToTheLimitsAndKeepsEosLast() {
        EncodedExample row = encode(StudentTask.nli(), "contradiction", "the fox rests, as foxes do", 9);

        assertThat(row.sourceCut()).isEqualTo(tokenizer.encode("the fox rests the fox rests").length > 6);
        assertThat(row.source()).hasSizeLessThanOrEqualTo(6).endsWith(1);
        assertThat(row.targetCut()).isTrue();
        assertThat(row.target()).hasSize(9).endsWith(1);
        assertThat(row.labelLength()).isLessThan(9).isPositive();
    }
}
