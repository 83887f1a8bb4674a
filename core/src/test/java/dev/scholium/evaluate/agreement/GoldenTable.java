package dev.scholium.evaluate.agreement;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads the values of {@code golden/agreement}; see {@code ORIGIN.md} there. */
final class GoldenTable {

    private GoldenTable() {}

    static JsonNode read(String file) {
        try (InputStream in = GoldenTable.class.getResourceAsStream("/golden/agreement/" + file)) {
            return Json.mapper().readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ratings and categories of one case. */
    static RatingTable table(JsonNode golden) {
        return new RatingTable(numbers(golden.path("ratings")), row(golden.path("categories")));
    }

    static double[][] numbers(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(GoldenTable::row)
                .toArray(double[][]::new);
    }

    static double[] row(JsonNode row) {
        return StreamSupport.stream(row.spliterator(), false)
                .mapToDouble(rating -> rating.isNull() ? Double.NaN : rating.asDouble())
                .toArray();
    }
}
