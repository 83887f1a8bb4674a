package dev.scholium.torch.checkpoint;

import dev.scholium.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads a safetensors header and believes nothing of it that the file's length does not bear out. */
final class SafetensorsHeader {

    /** Longest header that is read, in bytes; the limit of the format's own library. */
    static final long MAX_BYTES = 100_000_000;

    private static final ObjectReader STRICT = Json.mapper()
            .readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
        JsonNode root;
        try {
            root = STRICT.readValue(json);
        } catch (JacksonException e) {
            throw new CheckpointException(file, "its header must be JSON without duplicate keys, but " + oneLine(e));
        }
        if (root == null || !root.isObject()) {
            throw new CheckpointException(file, "its header must be a JSON object");
        }
        List<TensorEntry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!property.getKey().equals("__metadata__")) {
                entries.add(entry(property.getKey(), property.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        return withoutGaps(entries, dataBytes);
    }

    private TensorEntry entry(String name, JsonNode node) {
        JsonNode offsets = node.path("data_offsets");
        JsonNode shape = node.path("shape");
        if (!node.path("dtype").isString() || !shape.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw new CheckpointException(file, name, "must have a dtype, a shape and two data_offsets");
        }
        StoredType type = type(name, node.path("dtype").stringValue());
        List<Long> sizes = new ArrayList<>();
        for (JsonNode size : shape) {
            sizes.add(notNegative(name, size));
        }
        long bytes = bytes(name, type, sizes);
        long begin = notNegative(name, offsets.get(0));
        long end = notNegative(name, offsets.get(1));
        if (end < begin || end - begin != bytes) {
            throw new CheckpointException(
                    file,
                    name,
                    "must take " + bytes + " bytes (" + type + " " + sizes + "), but has the data_offsets " + offsets);
        }
        return new TensorEntry(name, type, sizes, begin, end);
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

    private long notNegative(String name, JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw new CheckpointException(
                    file, name, "must have sizes and offsets that are whole numbers from 0, but has " + number);
        }
        return number.longValue();
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
