package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.generate.Generated;
import dev.scholium.torch.generate.LabelConstraint;
import dev.scholium.torch.generate.TokenDecoder;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every family that can be a student is opened by its folder alone and computes what Hugging Face does. */
class FamiliesTest {

    private static final Path FAMILIES = Path.of("src/test/resources/families");
    private static final int MAX_NEW_TOKENS = 6; // as the cases were made

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"flan", "efficient", "mt5", "byt5"})
    void givesHuggingFacesLogitsAndIds(String family) {
        try (T5Model model = T5Model.load(FAMILIES.resolve(family))) {
            checkCases(family, model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flan", "efficient", "mt5", "byt5"})
    void isTheSameAfterSaving(String family) {
        try (T5Model model = T5Model.load(FAMILIES.resolve(family))) {
            model.save(folder);
        }
        try (T5Model model = T5Model.load(folder)) {
            checkCases(family, model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mt5", "byt5"})
    void hasTheFamilysTokens(String family) {
        try (T5Tokenizer tokenizer = T5Tokenizer.open(FAMILIES.resolve(family))) {
            checkTokens(family, tokenizer);
            tokenizer.saveTo(folder);
        }
        try (T5Tokenizer tokenizer = T5Tokenizer.open(folder)) {
            checkTokens(family, tokenizer);
        }
    }

    private static void checkCases(String family, T5Model model) {
        for (JsonNode each : tree(family, "cases.json").path("cases")) {
            int[] source = ReferenceModel.ints(each.path("sourceIds"));
            int[] target = ReferenceModel.ints(each.path("targetIds"));
            try (TensorScope scope = TensorScope.open();
                    EncodedSources encoded = model.encode(new int[][] {source})) {
                float[] logits = Tensors.floats(model.logits(
                        TokenBatch.of(new int[][] {source}, new int[][] {target}, new int[] {target.length})));
                int size = logits.length / target.length;
                for (int position = 0; position < target.length; position++) {
                    assertThat(Arrays.copyOfRange(logits, position * size, (position + 1) * size))
                            .containsExactly(
                                    ReferenceModel.floats(each.path("logits").get(position)), offset(1e-4f));
                }
                Generated greedy = TokenDecoder.greedy(model, LabelConstraint.NONE)
                        .decode(encoded, MAX_NEW_TOKENS)
                        .get(0);
                List<Integer> wanted = Arrays.stream(ReferenceModel.ints(each.path("greedyIds")))
                        .filter(id -> id != model.config().eosTokenId())
                        .boxed()
                        .toList();
                assertThat(greedy.ids()).isEqualTo(wanted);
            }
        }
    }

    private static void checkTokens(String family, T5Tokenizer tokenizer) {
        JsonNode tokens = tree(family, "tokens.json");
        assertThat(tokenizer.size()).isEqualTo(tokens.path("size").intValue());
        for (JsonNode row : tokens.path("rows")) {
            int[] ids = tokenizer.encode(row.path("text").stringValue());
            assertThat(ids).containsExactly(ReferenceModel.ints(row.path("ids")));
            assertThat(tokenizer.decode(ids)).isEqualTo(row.path("decoded").stringValue());
        }
    }

    private static JsonNode tree(String family, String file) {
        return new JsonMapper().readTree(FAMILIES.resolve(family).resolve(file));
    }
}
