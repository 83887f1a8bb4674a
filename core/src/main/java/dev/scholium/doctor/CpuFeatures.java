package dev.scholium.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which vector instructions the processor has that training and prediction use.
 *
 * @param known whether the system tells
 * @param names those that are there, in the order of their age: AVX2, AVX-512, AVX512-BF16, AMX-BF16
 */
public record CpuFeatures(boolean known, List<String> names) {

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
     * @return what stands in its first {@code flags} line; unknown if there is none
     */
    public static CpuFeatures read(Path information) {
        if (!Files.isReadable(information)) {
            return new CpuFeatures(false, List.of());
        }
        try (Stream<String> lines = Files.lines(information)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(CpuFeatures::ofFlags)
                    .orElse(new CpuFeatures(false, List.of()));
        } catch (IOException e) {
            return new CpuFeatures(false, List.of());
        }
    }

    private static CpuFeatures ofFlags(String line) {
        List<String> flags =
                List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+"));
        List<String> there = new ArrayList<>();
        for (int i = 0; i < FLAGS.size(); i++) {
            if (flags.contains(FLAGS.get(i))) {
                there.add(NAMES.get(i));
            }
        }
        return new CpuFeatures(true, there);
    }

    /** {@return whether products of bfloat16 numbers are computed in hardware} */
    public boolean hasBfloat16() {
        return names.contains("AVX512-BF16") || names.contains("AMX-BF16");
    }
}
