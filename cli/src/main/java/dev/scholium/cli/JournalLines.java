package dev.scholium.cli;

import dev.scholium.teacher.JournalLine;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Requests of a journal as a table for people. */
final class JournalLines {

    private static final int SHOWN = 60;

    private final PrintWriter out;
    private long lines;

    JournalLines(PrintWriter out) {
        this.out = out;
        out.printf(
                "%8s %-8s %-20s %-24s %7s %7s %12s  %s%n",
                "id", "state", "asked", "teacher", "in", "out", "cost USD", "prompt");
    }

    void print(JournalLine line) {
        lines++;
        Double cost = line.costUsd() != null ? line.costUsd() : line.reservedUsd();
        String most = line.costUsd() == null && cost != null ? "<=" : "";
        out.printf(
                Locale.ROOT,
                "%8d %-8s %-20s %-24s %7s %7s %12s  %s%n",
                line.id(),
                line.state(),
                line.askedAt().replaceFirst("\\.\\d+Z$", "Z"),
                line.model(),
                number(line.promptTokens()),
                number(line.completionTokens()),
                cost == null ? "unknown" : most + String.format(Locale.ROOT, "%.6f", cost),
                shown(line.user()));
    }

    void end() {
        out.println(lines + (lines == 1 ? " request" : " requests"));
        out.flush();
    }

    private static String number(@Nullable Long value) {
        return value == null ? "-" : value.toString();
    }

    /** The text's beginning on one line; nothing in it can steer a terminal. */
    private static String shown(String text) {
        String line = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
