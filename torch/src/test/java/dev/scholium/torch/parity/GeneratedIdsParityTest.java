package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.generate.BeamDecoder;
import dev.scholium.torch.generate.Generated;
import dev.scholium.torch.generate.LabelConstraint;
import dev.scholium.torch.generate.TokenDecoder;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Generated ids, greedily and by four beams, are Hugging Face's, token for token, for rows alone and in a batch. */
class GeneratedIdsParityTest {

    private static final int MAX_NEW_TOKENS = 20; // as the reference was made

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void ofRowsInABatch(ReferenceModel reference) {
        try (T5Model model = T5Model.load(reference.folder())) {
            for (JsonNode each : reference.cases()) {
                assertThat(greedy(model, ReferenceModel.rows(each.path("sourceIds"))))
                        .isEqualTo(wanted(each, "greedyIds"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void ofRowsAlone(ReferenceModel reference) {
        try (T5Model model = T5Model.load(reference.folder())) {
            for (JsonNode each : reference.cases()) {
                List<List<Integer>> found = new ArrayList<>();
                for (int[] source : ReferenceModel.rows(each.path("sourceIds"))) {
                    found.addAll(greedy(model, new int[][] {source}));
                }
                assertThat(found).isEqualTo(wanted(each, "greedyIds"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void byFourBeams(ReferenceModel reference) {
        try (T5Model model = T5Model.load(reference.folder())) {
            BeamDecoder decoder = new BeamDecoder(model, 4, 1.0, LabelConstraint.NONE);
            for (JsonNode each : reference.cases()) {
                try (EncodedSources encoded = model.encode(ReferenceModel.rows(each.path("sourceIds")))) {
                    assertThat(decoder.decode(encoded, MAX_NEW_TOKENS).stream()
                                    .map(generated -> withSpecialTokens(model, generated))
                                    .toList())
                            .isEqualTo(wanted(each, "beam4Ids"));
                }
            }
        }
    }

    private static List<List<Integer>> greedy(T5Model model, int[][] sources) {
        try (EncodedSources encoded = model.encode(sources)) {
            return TokenDecoder.greedy(model, LabelConstraint.NONE).decode(encoded, MAX_NEW_TOKENS).stream()
                    .map(generated -> withSpecialTokens(model, generated))
                    .toList();
        }
    }

    private static List<Integer> withSpecialTokens(T5Model model, Generated generated) {
        List<Integer> ids = new ArrayList<>(List.of(model.config().decoderStartTokenId()));
        ids.addAll(generated.ids());
        if (!generated.cutOff()) {
            ids.add(model.config().eosTokenId());
        }
        return ids;
    }

    private static List<List<Integer>> wanted(JsonNode reference, String ids) {
        return Arrays.stream(ReferenceModel.rows(reference.path(ids)))
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }
}
