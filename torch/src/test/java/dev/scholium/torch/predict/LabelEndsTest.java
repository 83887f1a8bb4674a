package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import dev.scholium.student.Decoding;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.generate.LabelConstraint;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.tokenize.VocabularyBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelEndsTest {

    private static T5Tokenizer tokenizer() {
        VocabularyBuilder builder = new VocabularyBuilder();
        builder.add("Entailment Neutral Contradiction Explanation: a city, a neutrality; 42 (dogs) run.");
        return builder.build(200);
    }

    static Stream<Decoding> decodings() {
        return Stream.of(new Decoding.Greedy(), new Decoding.Beam(4, 1), new Decoding.Sampling(5, 1, 11));
    }

    /** By a student that knows nothing: most of its tokens would make a longer word of any label. */
    @ParameterizedTest
    @MethodSource("decodings")
    void noOutputBeginsWithAnythingButALabel(Decoding decoding) {
        StudentTask task = StudentTask.nli();
        Map<String, Integer> sizes = Map.of("d_model", 8, "d_kv", 4, "d_ff", 16, "num_heads", 2, "num_layers", 1);
        List<StudentAnswer> answers = new ArrayList<>();
        try (T5Student student = new T5Student(T5Model.fresh(T5Sizes.of("tiny", 256, sizes), 5), tokenizer(), task)) {
            student.predict(
                    IntStream.range(0, 60).mapToObj(row -> "dogs run " + row).iterator(),
                    new PredictionConfig(24, 32, 20, decoding, true),
                    answers::add,
                    Progress.none());
        }

        assertThat(answers)
                .hasSize(60)
                .allSatisfy(answer ->
                        assertThat(task.parse(answer.output()).label()).isPresent());
    }

    @Test
    void aLabelEndsAtABlankOrASignButNeitherAtALetterNorAtWhatWritesNothing() {
        try (T5Tokenizer tokenizer = tokenizer()) {
            LabelConstraint constraint = LabelEnds.constraint(tokenizer, StudentTask.nli());

            for (BitSet ends : constraint.ends()) {
                assertThat(Stream.of(" Explanation", " a", ".", ",", ";", "("))
                        .allMatch(text -> ends.get(next(tokenizer, text)));
                assertThat(Stream.of("i", "t", "4", "<extra_id_0>", "<pad>", "<unk>"))
                        .noneMatch(text -> ends.get(next(tokenizer, text)));
                assertThat(ends.get(tokenizer.eosId())).isTrue();
                assertThat(ends.length()).isLessThanOrEqualTo(tokenizer.size());
            }
        }
    }

    /** The first token of a text behind a word. */
    private static int next(T5Tokenizer tokenizer, String text) {
        int[] word = tokenizer.encodeWithoutEos("(");
        int[] longer = tokenizer.encodeWithoutEos("(" + text);
        assertThat(Arrays.copyOf(longer, word.length)).isEqualTo(word);
        return longer[word.length];
    }
}
