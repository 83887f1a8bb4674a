package dev.scholium.torch.checkpoint;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A safetensors file: named tensors behind a JSON header.
 *
 * <p>Reads F32, F16, BF16 and F64 as float32, and I64; writes F32 and I64. Not safe for several threads.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the safetensors format</a>
 */
public final class SafetensorsFile implements AutoCloseable {

    private static final int LENGTH_BYTES = 8;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int ALIGNMENT = 8; // so that data can be mapped, as the format's own library writes it

    private final Path file;
    private final FileChannel channel;
    private final Map<String, TensorEntry> entries;
    private final long dataStart;

    private SafetensorsFile(Path file, FileChannel channel, Map<String, TensorEntry> entries, long dataStart) {
        this.file = file;
        this.channel = channel;
        this.entries = entries;
        this.dataStart = dataStart;
    }

    /**
     * Opens a file and checks its header against its length.
     *
     * @param file to read
     * @return the open file
     * @throws CheckpointException if it is not a safetensors file, or is damaged
     * @throws dev.scholium.failure.ScholiumException if it cannot be read
     */
    public static SafetensorsFile open(Path file) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
        try {
            long fileBytes = channel.size();
            if (fileBytes < LENGTH_BYTES) {
                throw new CheckpointException(file, "must be a safetensors file, but has only " + fileBytes + " bytes");
            }
            ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            readFully(channel, length, 0);
            long headerBytes = length.getLong(0);
            if (headerBytes < 2 || headerBytes > fileBytes - LENGTH_BYTES) {
                throw new CheckpointException(
                        file,
                        "must be a safetensors file, but says that its header has " + Long.toUnsignedString(headerBytes)
                                + " of its " + fileBytes + " bytes");
            }
            if (headerBytes > SafetensorsHeader.MAX_BYTES) {
                throw new CheckpointException(
                        file,
                        "must have a header of at most " + SafetensorsHeader.MAX_BYTES + " bytes, but has one of "
                                + headerBytes);
            }
            ByteBuffer header = ByteBuffer.allocate((int) headerBytes);
            readFully(channel, header, LENGTH_BYTES);
            long dataStart = LENGTH_BYTES + headerBytes;
            Map<String, TensorEntry> entries = SafetensorsHeader.parse(file, header.array(), fileBytes - dataStart);
            return new SafetensorsFile(file, channel, entries, dataStart);
        } catch (IOException e) {
            closeQuietly(channel);
            throw AtomicFile.cannotRead(file, e);
        } catch (RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** {@return the tensors' names, in the order of the data} */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /**
     * The shape of a tensor.
     *
     * @param name one of {@link #names}
     * @return sizes of its dimensions
     */
    public long[] shape(String name) {
        return entry(name).sizes();
    }

    /**
     * Reads a tensor.
     *
     * @param name one of {@link #names}
     * @return float32, or int64 where the file holds I64; on the processor, owned by the caller's scope
     * @throws dev.scholium.failure.ScholiumException if the file cannot be read
     */
    public Tensor read(String name) {
        TensorEntry entry = entry(name);
        try (TensorScope scope = TensorScope.open()) {
            Tensor stored = Tensors.empty(Device.CPU, entry.type().scalarType(), entry.sizes());
            fill(stored, entry);
            return scope.keep(
                    entry.type() == StoredType.F32 || entry.type() == StoredType.I64
                            ? stored
                            : stored.to(ScalarType.Float));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private void fill(Tensor tensor, TensorEntry entry) throws IOException {
        long bytes = entry.end() - entry.begin();
        BytePointer memory = new BytePointer(tensor.data_ptr());
        for (long done = 0; done < bytes; done += BUFFER_BYTES) {
            long end = Math.min(bytes, done + BUFFER_BYTES);
            ByteBuffer part = memory.position(done).limit(end).asByteBuffer();
            readFully(channel, part, dataStart + entry.begin() + done);
        }
    }

    private TensorEntry entry(String name) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(file, name, "is missing");
        }
        return entry;
    }

    /**
     * Writes a file, whole or not at all: names sorted, float32 (and int64) only.
     *
     * @param file where
     * @param tensors by name, float32 or int64
     * @param metadata strings for the header, such as {@code format: pt}, which Python's libraries ask for
     * @throws dev.scholium.failure.ScholiumException if the file cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        Map<String, Tensor> sorted = new TreeMap<>(tensors);
        byte[] header = header(sorted, metadata);
        AtomicFile.write(file, temporary -> {
            // unlike a channel, an interrupted thread can write to it
            try (OutputStream out = Files.newOutputStream(temporary)) {
                ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                out.write(length.putLong(header.length).array());
                out.write(header);
                for (Tensor tensor : sorted.values()) {
                    writeData(out, tensor);
                }
            }
        });
    }

    private static byte[] header(Map<String, Tensor> sorted, Map<String, String> metadata) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", new TreeMap<>(metadata));
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
            Tensor tensor = entry.getValue();
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("dtype", isLong(tensor) ? "I64" : "F32");
            described.put("shape", Tensors.shape(tensor));
            long end = offset + tensor.numel() * (isLong(tensor) ? 8 : 4);
            described.put("data_offsets", new long[] {offset, end});
            header.put(entry.getKey(), described);
            offset = end;
        }
        byte[] json = Json.line(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static boolean isLong(Tensor tensor) {
        return tensor.scalar_type().intern() == ScalarType.Long; // JavaCPP makes enums that are equal only interned
    }

    private static void writeData(OutputStream out, Tensor tensor) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            ScalarType type = isLong(tensor) ? ScalarType.Long : ScalarType.Float;
            Tensor plain = tensor.detach().cpu().to(type).contiguous();
            long bytes = plain.nbytes();
            BytePointer memory = new BytePointer(plain.data_ptr());
            byte[] buffer = new byte[(int) Math.min(bytes, BUFFER_BYTES)];
            for (long done = 0; done < bytes; done += BUFFER_BYTES) {
                int length = (int) Math.min(bytes - done, BUFFER_BYTES);
                memory.position(done).get(buffer, 0, length);
                out.write(buffer, 0, length);
            }
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long from) throws IOException {
        long position = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, position);
            if (read < 0) {
                throw new EOFException("it ends at byte " + position);
            }
            position += read;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // the failure that led here is the one that counts
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
