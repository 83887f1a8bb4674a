package dev.scholium.file;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON the way every Scholium file holds it: snake_case keys in the order of the record's components, unknown keys
 * refused.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultVisibility(visible -> visible.withIsGetterVisibility(Visibility.NONE)) // claims are no keys
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Json() {}

    /** {@return the shared mapper, for streaming and trees} */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * One value on one line, without a line end.
     *
     * @param value a record, map or list
     * @return compact JSON
     */
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * One value over several indented lines, with a line end.
     *
     * @param value a record, map or list
     * @return indented JSON
     */
    public static String page(Object value) {
        return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n";
    }

    /**
     * A record with some of its values replaced.
     *
     * @param value any record
     * @param type its class
     * @param settings values by snake_case keys
     * @param <T> that record
     * @return a changed copy
     * @throws IllegalArgumentException if a key is unknown, or the record refuses a value
     */
    public static <T> T changed(T value, Class<T> type, Map<String, ?> settings) {
        ObjectNode tree = MAPPER.valueToTree(value);
        settings.forEach((key, setting) -> tree.set(key, MAPPER.valueToTree(setting)));
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : e.getMessage(), e);
        }
    }

    /**
     * Reads one value.
     *
     * @param json a whole JSON text
     * @param type record to read
     * @param <T> that record
     * @return the value
     * @throws JacksonException if the text is not JSON of that shape
     */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
