package dev.scholium.cli;

import dev.scholium.data.BadRowPolicy;
import dev.scholium.data.LoadedDataset;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether bad rows stop a command. */
final class BadRowOption {

    @Option(
            names = "--on-bad-row",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            converter = PolicyConverter.class,
            description = "Stop and list the bad rows, or go on without them (${DEFAULT-VALUE}).")
    private BadRowPolicy policy;

    /** {@return what happens at bad rows} */
    BadRowPolicy policy() {
        return policy;
    }

    /**
     * Says what was left out, if anything was.
     *
     * @param loaded what was read
     * @param out where to
     */
    static void say(LoadedDataset loaded, PrintWriter out) {
        if (loaded.badRowCount() + loaded.unlabelled() > 0) {
            out.printf(
                    Locale.ROOT,
                    "left out: %,d bad and %,d unlabelled rows%n",
                    loaded.badRowCount(),
                    loaded.unlabelled());
        }
    }

    /** Reads a policy's word. */
    static final class PolicyConverter implements ITypeConverter<BadRowPolicy> {
        @Override
        public BadRowPolicy convert(String word) {
            try {
                return BadRowPolicy.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
