package dev.scholium.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who makes the processor, and which of its vector instructions training and prediction use.
 *
 * @param known whether the system tells
 * @param vendor who makes the processor, as it says itself, such as {@code GenuineIntel}; empty if unknown
 * @param names those that are there, in the order of their age: AVX2, AVX-512, AVX512-BF16, AMX-BF16
 */
public record CpuFeatures(boolean known, String vendor, List<String> names) {

    private static final List<String> FLAGS = List.of("avx2", "avx512f", "avx512_bf16", "amx_bf16");
    private static final List<String> NAMES = List.of("AVX2", "AVX-512", "AVX512-BF16", "AMX-BF16");

    /** Copies. */
    public CpuFeatures {
        names = List.copyOf(names);
    }

    /** {@return this machine's, where the system is Linux} */
    public static CpuFeatures current() {
        return read(Path.of("/proc/cpuinfo"));
    }

    /**
     * Reads them as Linux tells them.
     *
     * @param information {@code /proc/cpuinfo}, or a file of its form
     * @return what stands in its first {@code flags} and {@code vendor_id} lines; unknown if there are no flags
     */
    public static CpuFeatures read(Path information) {
        CpuFeatures unknown = new CpuFeatures(false, "", List.of());
        if (!Files.isReadable(information)) {
            return unknown;
        }
        try {
            List<String> lines = Files.readAllLines(information);
            return first(lines, "flags")
                    .map(flags ->
                            new CpuFeatures(true, first(lines, "vendor_id").orElse(""), named(flags)))
                    .orElse(unknown);
        } catch (IOException e) {
            return unknown;
        }
    }

    private static Optional<String> first(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static List<String> named(String line) {
        List<String> flags = List.of(line.split("\\s+"));
        return IntStream.range(0, FLAGS.size())
                .filter(i -> flags.contains(FLAGS.get(i)))
                .mapToObj(NAMES::get)
                .toList();
    }

    /** {@return whether Intel makes the processor} */
    public boolean isIntel() {
        return vendor.equals("GenuineIntel");
    }

    /** {@return whether products of bfloat16 numbers are computed in hardware} */
    public boolean hasBfloat16() {
        return names.contains("AVX512-BF16") || names.contains("AMX-BF16");
    }
}
