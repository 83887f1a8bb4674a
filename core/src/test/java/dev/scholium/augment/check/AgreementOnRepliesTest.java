package dev.scholium.augment.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.evaluate.agreement.AgreementMeasure;
import dev.scholium.evaluate.agreement.RatingTable;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * 600 replies of a real model, rated 3, 2 or 1 by three imperfect raters: groups of checks that find no, one or more
 * faults. The third looks at the relation to the label, and cannot judge an extraction, whose prompt has none.
 */
class AgreementOnRepliesTest {

    private static final List<Set<CheckName>> RATERS = List.of(
            EnumSet.of(CheckName.CUT_OFF, CheckName.TOO_LONG, CheckName.TOO_SHORT, CheckName.REPEATS_ITSELF),
            EnumSet.of(CheckName.INVENTS_NAMES, CheckName.INVENTS_NUMBERS, CheckName.COPIES_PREMISE),
            EnumSet.of(CheckName.NAMES_LABEL, CheckName.OTHER_LABEL));

    @Test
    void figuresEqualThoseOfTheReferencePackages() throws IOException {
        List<List<@Nullable Integer>> ratings = ratings();
        if (Boolean.getBoolean("golden.update")) {
            Path file = Path.of("src/test/resources/golden/agreement/replies.json");
            Files.writeString(file, Json.mapper().writeValueAsString(Map.of("ratings", ratings)));
            throw new AssertionError("wrote " + file + ": now run make_agreement.py replies");
        }
        JsonNode golden = golden();
        assertThat(Json.mapper().<JsonNode>valueToTree(ratings)).isEqualTo(golden.get("ratings"));

        RatingTable table = new RatingTable(
                ratings.stream()
                        .map(row -> row.stream()
                                .mapToDouble(rating -> rating == null ? Double.NaN : rating)
                                .toArray())
                        .toArray(double[][]::new),
                new double[] {1, 2, 3});
        for (AgreementMeasure measure : AgreementMeasure.values()) {
            if (measure != AgreementMeasure.PERCENT) {
                assertThat(measure.figure().of(table))
                        .as(measure.word())
                        .isCloseTo(golden.path("figures").path(measure.word()).asDouble(), within(1e-9));
            }
        }
    }

    private static List<List<@Nullable Integer>> ratings() throws IOException {
        List<JsonNode> replies = RecordedReplies.read();
        RecordedReplies recorded = new RecordedReplies();
        List<List<@Nullable Integer>> ratings = new ArrayList<>();
        for (JsonNode row : replies) {
            String kind = row.path("kind").asString();
            Checker checker = recorded.checker(kind);
            List<CheckName> found = checker.look(JudgedRepliesTest.subject(row)).stream()
                    .map(Finding::check)
                    .toList();
            ratings.add(Arrays.asList(
                    rating(found, 0), rating(found, 1), kind.equals("extraction") ? null : rating(found, 2)));
        }
        return ratings;
    }

    private static Integer rating(List<CheckName> found, int rater) {
        long faults = found.stream().filter(RATERS.get(rater)::contains).count();
        return 3 - (int) Math.min(2, faults);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = AgreementOnRepliesTest.class.getResourceAsStream("/golden/agreement/replies.json")) {
            return Json.mapper().readTree(Objects.requireNonNull(in));
        }
    }
}
