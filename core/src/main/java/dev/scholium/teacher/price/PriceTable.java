package dev.scholium.teacher.price;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.ResourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Prices by provider and model, with the day they were written down; a YAML file.
 *
 * <p>A model's name is looked for as it is; then without its date or version ({@code -2024-07-18}, {@code -20250929},
 * {@code -0125}, {@code -001}, {@code -latest}).
 */
public final class PriceTable {

    private static final Pattern SUFFIX = Pattern.compile("-(\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{4}|\\d{3}|latest)$");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final String origin;
    private final Form form;

    private PriceTable(String origin, Form form) {
        this.origin = origin;
        this.form = form;
    }

    /**
     * A line of the table.
     *
     * @param provider as in a recipe
     * @param model the model's name, without its date where several dated models cost the same
     * @param input USD per million tokens read
     * @param cachedInput USD per million tokens read from the cache; absent for the price of input
     * @param output USD per million tokens written
     * @param batchShare which part of these a batch job costs; absent where there are none
     */
    record Line(
            @JsonProperty(required = true) String provider,
            @JsonProperty(required = true) String model,
            @JsonProperty(required = true) double input,
            @Nullable Double cachedInput,
            @JsonProperty(required = true) double output,
            @Nullable Double batchShare) {

        /** Checks the ranges. */
        Line {
            if (batchShare != null && !(batchShare > 0 && batchShare <= 1)) {
                throw new IllegalArgumentException("batch_share must be in (0, 1], but is " + batchShare);
            }
            ModelPrice.perMillion(input, cachedInput == null ? input : cachedInput, output);
        }

        ModelPrice price() {
            return ModelPrice.perMillion(input, cachedInput == null ? input : cachedInput, output);
        }
    }

    /** The file's keys. */
    private record Form(
            @JsonProperty(required = true) String written,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) List<Line> models) {}

    /** {@return the table that comes with Scholium} */
    public static PriceTable builtIn() {
        return parse("the built-in table", ResourceText.of(PriceTable.class, "/dev/scholium/teacher/prices.yaml"));
    }

    /**
     * A table of the user's.
     *
     * @param file YAML in the form of the built-in table
     * @return the table
     * @throws ScholiumException if the file cannot be read or is no table of prices
     */
    public static PriceTable read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static PriceTable parse(String origin, String yaml) {
        try {
            Form form = YAML.readValue(yaml, Form.class);
            if (form == null) {
                throw new ScholiumException(ExitCode.USAGE, origin + ": must be a table of prices, but is empty");
            }
            return new PriceTable(origin, form);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String reason = e.getOriginalMessage().lines().findFirst().orElse("is not YAML");
            throw new ScholiumException(
                    ExitCode.USAGE,
                    origin + (line > 0 ? ":" + line : "") + ": is no table of prices: "
                            + reason.replaceAll(" ?\\(for Object property[^)]*\\)", ""),
                    e);
        }
    }

    /**
     * The price of a model.
     *
     * @param provider as in a recipe
     * @param model its name there
     * @return its line, if there is one
     */
    Optional<Line> find(String provider, String model) {
        return exactly(provider, model)
                .or(() -> exactly(provider, SUFFIX.matcher(model).replaceFirst("")));
    }

    private Optional<Line> exactly(String provider, String model) {
        return form.models().stream()
                .filter(line -> line.provider().equals(provider) && line.model().equals(model))
                .findFirst();
    }

    /** {@return where the prices are from and when they were written down, for people} */
    public String origin() {
        return origin + " of " + form.written();
    }
}
