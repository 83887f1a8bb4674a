package dev.scholium.torch.checkpoint;

import dev.scholium.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;

/** Reads a safetensors header and believes nothing of it that the file's length does not bear out. */
final class SafetensorsHeader {

    /**
     * Longest header that is read, in bytes. A T5's of 24 layers a side has 0.1 MB, and one of the 1000 that its
     * configuration may ask for 3, its optimiser's file 7; the format's own library reads 100.
     */
    static final long MAX_BYTES = 16 << 20;

    private static final ObjectReader STRICT =
            Json.mapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private final Path file;

    private SafetensorsHeader(Path file) {
        this.file = file;
    }

    /**
     * Reads a header.
     *
     * @param file for messages
     * @param json the header's bytes
     * @param dataBytes how many bytes of data follow it in the file
     * @return the entries in the order of the data
     * @throws CheckpointException if the header is not one, or contradicts itself or the file's length
     */
    static Map<String, TensorEntry> parse(Path file, byte[] json, long dataBytes) {
        return new SafetensorsHeader(file).entries(json, dataBytes);
    }

    private Map<String, TensorEntry> entries(byte[] json, long dataBytes) {
        List<TensorEntry> entries = new ArrayList<>();
        try (JsonParser parser = STRICT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new CheckpointException(file, "its header must be a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("__metadata__")) {
                    parser.skipChildren();
                } else {
                    entries.add(entry(name, parser));
                }
            }
            if (parser.nextToken() != null) {
                throw new CheckpointException(file, "its header must be JSON without more behind it, but has more");
            }
        } catch (JacksonException e) {
            throw new CheckpointException(file, "its header must be JSON without duplicate keys, but " + oneLine(e));
        }
        entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        return withoutGaps(entries, dataBytes);
    }

    /** Reads the entry at whose first token the parser stands. */
    private TensorEntry entry(String name, JsonParser parser) {
        String dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (key.equals("dtype") && value == JsonToken.VALUE_STRING) {
                    dtype = parser.getString();
                } else if (key.equals("shape") && value == JsonToken.START_ARRAY) {
                    shape = numbers(name, parser);
                } else if (key.equals("data_offsets") && value == JsonToken.START_ARRAY) {
                    offsets = numbers(name, parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new CheckpointException(file, name, "must have a dtype, a shape and two data_offsets");
        }
        StoredType type = type(name, dtype);
        long bytes = bytes(name, type, shape);
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (end < begin || end - begin != bytes) {
            throw new CheckpointException(
                    file,
                    name,
                    "must take " + bytes + " bytes (" + type + " " + shape + "), but has the data_offsets " + offsets);
        }
        return new TensorEntry(name, type, shape, begin, end);
    }

    /** Reads the array at whose first token the parser stands. */
    private List<Long> numbers(String name, JsonParser parser) {
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            if (!isLong || parser.getLongValue() < 0) {
                throw new CheckpointException(
                        file,
                        name,
                        "must have sizes and offsets that are whole numbers from 0, but has " + parser.getString());
            }
            numbers.add(parser.getLongValue());
        }
        return numbers;
    }

    /**
     * Without its zeros a shape must have a size, too: libtorch multiplies all others when it lays out an empty tensor.
     */
    private long bytes(String name, StoredType type, List<Long> sizes) {
        long bytes = type.bytes();
        try {
            for (long size : sizes) {
                bytes = Math.multiplyExact(bytes, Math.max(size, 1));
            }
        } catch (ArithmeticException e) {
            throw new CheckpointException(file, name, "has the shape " + sizes + ", which is too large");
        }
        return sizes.contains(0L) ? 0 : bytes;
    }

    private StoredType type(String name, String dtype) {
        for (StoredType type : StoredType.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new CheckpointException(
                file, name, "must be F32, F16, BF16, F64 or I64, but is " + dtype + ", which is not supported");
    }

    private Map<String, TensorEntry> withoutGaps(List<TensorEntry> sorted, long dataBytes) {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        long next = 0;
        for (TensorEntry entry : sorted) {
            if (entry.begin() != next) {
                throw new CheckpointException(
                        file,
                        entry.name(),
                        "must begin at byte " + next + " of the data, where the tensor before it ends, but begins at "
                                + entry.begin());
            }
            next = entry.end();
            entries.put(entry.name(), entry);
        }
        if (next != dataBytes) {
            throw new CheckpointException(
                    file,
                    "must hold " + next + " bytes of tensors, but holds " + dataBytes + "; was it copied completely?");
        }
        return entries;
    }

    private static String oneLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("it is not");
    }
}
