package dev.scholium.cli;

import dev.scholium.file.Json;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** {@code --format}: whether a command prints its result for people or for programs. */
final class FormatOption {

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How to print the result (${DEFAULT-VALUE}).")
    private OutputFormat format;

    /** {@return how the result is printed} */
    OutputFormat format() {
        return format;
    }

    /**
     * Prints a result.
     *
     * @param out where to; flushed
     * @param result becomes a page of JSON for programs
     * @param text prints it for people
     */
    void print(PrintWriter out, Object result, Consumer<PrintWriter> text) {
        if (format == OutputFormat.json) {
            out.print(Json.page(result));
        } else {
            text.accept(out);
        }
        out.flush();
    }
}
