package dev.scholium.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Rows of a file with one JSON object a line.
 *
 * <p>Numbers and booleans become text as they are written, arrays and objects their JSON, null becomes absent. Blank
 * lines are passed over.
 */
final class JsonRows implements RawRows {

    // streaming alone: a mapper would take longer to set up than ten thousand rows to read
    private static final JsonFactory JSON = new JsonFactory();

    private final LineReader lines;

    JsonRows(InputStream in) throws IOException {
        this.lines = new LineReader(in);
    }

    @Override
    public List<String> header() {
        return List.of();
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        do {
            if (!lines.next()) {
                return null;
            }
        } while (lines.isBlank());
        if (lines.isTooLong()) {
            return broken(TOO_LONG);
        }
        if (!lines.isAscii() && StrictUtf8.decode(lines.bytes(), lines.start(), lines.length()) == null) {
            return broken(NOT_UTF8);
        }
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), lines.bytes(), lines.start(), lines.length())) {
            return parse(parser);
        } catch (JacksonException e) {
            return broken("the row must be JSON, but at column "
                    + Math.max(1, e.getLocation().getColumnNr()) + ": " + firstLine(e.getOriginalMessage()));
        }
    }

    private RawRow parse(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return broken("the row must be one JSON object on one line, but is " + kind(parser.currentToken()));
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String text = value(parser);
            if (text == null) {
                continue;
            }
            if (columns.put(name, text) != null) {
                return broken("every key must be there once, but \"" + name + "\" is there twice");
            }
            if (lines.hasEscapes() && !StrictUtf8.isWhole(text)) {
                return broken("\"" + name + "\" must be text, but holds half of a surrogate pair");
            }
        }
        if (parser.nextToken() != null) {
            return broken("the row must be one JSON object, but more follows it");
        }
        return new RawRow.Columns(lines.number(), columns);
    }

    private @Nullable String value(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.START_ARRAY && token != JsonToken.START_OBJECT) {
            return parser.getString();
        }
        // the array or object as it is written; offsets count from where the parser's bytes begin
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(lines.bytes(), lines.start() + from, to - from, StandardCharsets.UTF_8);
    }

    private RawRow broken(String reason) {
        return new RawRow.Broken(lines.number(), lines.isTerminated() ? reason : reason + TORN);
    }

    private static String kind(@Nullable JsonToken token) {
        return token == null
                ? "empty"
                : switch (token) {
                    case START_ARRAY -> "an array";
                    case VALUE_STRING -> "a text";
                    default -> token.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
