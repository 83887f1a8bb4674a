package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.tokenize.VocabularyBuilder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExampleEncoderTest {

    private static T5Tokenizer tokenizer;

    @TempDir
    private static Path tokens;

    @BeforeAll
    static void makeAVocabulary() {
        VocabularyBuilder builder = new VocabularyBuilder();
        builder.add(
                "predict: explain: Label: Entailment Neutral Contradiction Explanation: the fox rests, as foxes do: they rest");
        tokenizer = builder.build(165);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static EncodedExample encode(StudentTask task, String label, String rationale, int maxTarget) {
        return new ExampleEncoder(tokenizer, tokens, task, 6, maxTarget)
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
    void refusesLabelsThatTheVocabularyCannotTellApart() {
        StudentTask task = new StudentTask(
                StudentTask.nli().labels(),
                "{premise}",
                List.of("\u662f", "\u5426", "Neutral"),
                " Explanation: ",
                " Label: ",
                TargetLayout.LABEL_FIRST);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new ExampleEncoder(tokenizer, tokens, task, 6, 100))
                .withMessage(
                        "the student's vocabulary must have the label texts [\u662f, \u5426, Neutral], but they are"
                                + " read back as [, , Neutral]; choose other texts for the labels, or another model or"
                                + " tokenizer");
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
                StudentTask.nli().labels(),
                "{premise}",
                List.of("the fo", "Neutral", "Contradiction"),
                "x rests, as ",
                " Label: ",
                TargetLayout.LABEL_FIRST);

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

    private static StudentTask task(TargetLayout layout) {
        return StudentTask.nli().withLayout(layout);
    }

    @Test
    void rationaleFirstEndsWithSeparatorAndLabel() {
        EncodedExample row = encode(task(TargetLayout.RATIONALE_FIRST), "neutral", "the fox rests", 100);

        int[] label = tokenizer.encodeWithoutEos("Neutral");
        int[] before = tokenizer.encodeWithoutEos("the fox rests Label:");
        assertThat(row.target()).isEqualTo(tokenizer.encode("the fox rests Label: Neutral"));
        assertThat(row.labelStart()).isEqualTo(before.length);
        assertThat(row.labelLength()).isEqualTo(label.length);
        assertThat(row.target()).hasSize(before.length + label.length + 1); // </s> is not the label's
        assertThat(row.targets()).containsExactly(row);
    }

    @Test
    void rationaleFirstCutsTheRationaleAndNeverTheLabel() {
        int[] end = tokenizer.encode("Label: Contradiction");
        EncodedExample row =
                encode(task(TargetLayout.RATIONALE_FIRST), "contradiction", "the fox rests, they rest", end.length + 2);

        int[] rationale = tokenizer.encodeWithoutEos("the fox rests, they rest");
        assertThat(row.target())
                .hasSize(end.length + 2)
                .startsWith(rationale[0], rationale[1])
                .endsWith(end);
        assertThat(row.targetCut()).isTrue();
        assertThat(row.labelStart() + row.labelLength() + 1).isEqualTo(row.target().length);
    }

    @Test
    void rationaleFirstRefusesTargetsWithoutRoomForTheLabel() {
        int wanted = tokenizer.encode("Label: Contradiction").length + 1;

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> encode(task(TargetLayout.RATIONALE_FIRST), "neutral", "", wanted - 1))
                .withMessage("training.max_target_tokens must be at least " + wanted + " in the layout rationale-first,"
                        + " for one token of rationale, the label and </s>, but is " + (wanted - 1));
    }

    @Test
    void twoTaskHasATargetForEachPrefix() {
        EncodedExample row = new ExampleEncoder(tokenizer, tokens, task(TargetLayout.TWO_TASK), 40, 100)
                .encode(List.of(new StudentExample("a", "the fox", "neutral", "they rest")))
                .get(0);

        assertThat(row.targets()).hasSize(2);
        EncodedExample label = row.targets().get(0);
        EncodedExample rationale = row.targets().get(1);
        assertThat(label.source()).isEqualTo(tokenizer.encode("predict: the fox"));
        assertThat(label.target()).isEqualTo(tokenizer.encode("Neutral"));
        assertThat(label.labelLength()).isEqualTo(label.target().length);
        assertThat(rationale.source()).isEqualTo(tokenizer.encode("explain: the fox"));
        assertThat(rationale.target()).isEqualTo(tokenizer.encode("they rest"));
        assertThat(rationale.labelLength()).isZero();
        TokenBatch batch = EncodedExample.batch(List.of(row));
        assertThat(batch.labelTokens()).isEqualTo(label.target().length);
        assertThat(batch.rationaleTokens()).isEqualTo(rationale.target().length);
    }

    @ParameterizedTest
    @EnumSource(TargetLayout.class)
    void withoutRationaleTheLabelIsTheOnlyTargetInEveryLayout(TargetLayout layout) {
        EncodedExample row = encode(task(layout), "neutral", "", 100);

        assertThat(row.targets()).containsExactly(row);
        assertThat(row.target()).isEqualTo(tokenizer.encode("Neutral"));
        assertThat(row.labelStart()).isZero();
        assertThat(row.labelLength()).isEqualTo(row.target().length);
    }
}
