package dev.scholium.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a run ran on.
 *
 * @param scholiumVersion version of this software
 * @param java version and vendor of the Java machine
 * @param os name, version and architecture of the operating system
 * @param cpu the processor's name and its widest vector instructions, as far as the system tells
 * @param cores processors that the Java machine may use
 */
public record Machine(String scholiumVersion, String java, String os, String cpu, int cores) {

    /** {@return this machine} */
    public static Machine current() {
        return new Machine(
                softwareVersion(),
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                processor(),
                Runtime.getRuntime().availableProcessors());
    }

    /** {@return this software's version} */
    static String softwareVersion() {
        Properties build = new Properties();
        try (var in = Objects.requireNonNull(Machine.class.getResourceAsStream("/dev/scholium/build.properties"))) {
            build.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return build.getProperty("version");
    }

    private static String processor() {
        Path information = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(information)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(information)) {
            var all = lines.limit(64).toList();
            String name = all.stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
            String flags = all.stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .orElse("");
            String vectors = flags.contains("amx_bf16")
                    ? "AMX"
                    : flags.contains("avx512f") ? "AVX-512" : flags.contains("avx2") ? "AVX2" : "";
            return vectors.isEmpty() ? name : name + ", " + vectors;
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
