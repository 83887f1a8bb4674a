package dev.scholium.cli;

import dev.scholium.data.DataInspection;
import dev.scholium.data.DataInspection.FileInspection;
import dev.scholium.data.DataInspection.Lengths;
import dev.scholium.data.DataInspection.Overlap;
import dev.scholium.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An inspection as aligned text, at most {@value #WIDTH} columns wide but for long names of files. */
final class InspectionText {

    private static final int WIDTH = 96;
    private static final int NAME_WIDTH = 18;

    private final StringBuilder text = new StringBuilder();

    private InspectionText() {}

    /**
     * Renders.
     *
     * @param inspection what was found
     * @return lines, the last with its end
     */
    static String of(DataInspection inspection) {
        InspectionText page = new InspectionText();
        inspection.files().forEach(page::file);
        if (!inspection.overlaps().isEmpty()) {
            page.overlaps(inspection.overlaps());
        }
        return page.text.toString();
    }

    private void file(FileInspection file) {
        text.append(file.file()).append(" (").append(file.format()).append(")\n");
        String left = file.badRows() + file.unlabelled() == 0
                ? ""
                : String.format(Locale.ROOT, " and %,d bad, %,d unlabelled", file.badRows(), file.unlabelled());
        line("rows", String.format(Locale.ROOT, "%,d", file.rows()) + left);
        List<String> labels = new ArrayList<>();
        file.labels()
                .forEach((label, rows) ->
                        labels.add(String.format(Locale.ROOT, "%s %,d (%s)", label, rows, percent(rows, file.rows()))));
        line("labels", String.join(", ", labels));
        lengths(file.lengths());
        line(
                "duplicates",
                String.format(
                        Locale.ROOT, "%,d rows (%s)", file.duplicates(), percent(file.duplicates(), file.rows())));
        String first = file.examples().isEmpty()
                ? "first field"
                : file.examples().get(0).fields().keySet().iterator().next();
        line(
                "repeated " + first,
                String.format(
                        Locale.ROOT,
                        "%,d rows (%s)",
                        file.repeatedFirstFields(),
                        percent(file.repeatedFirstFields(), file.rows())));
        if (file.badRows() > 0) {
            text.append("  bad rows\n");
            file.firstBadRows().forEach(bad -> text.append("    ").append(bad).append('\n'));
            if (file.badRows() > file.firstBadRows().size()) {
                text.append(String.format(
                        Locale.ROOT,
                        "    ... and %,d more%n",
                        file.badRows() - file.firstBadRows().size()));
            }
        }
        text.append("  examples\n");
        file.examples().forEach(this::example);
        text.append('\n');
    }

    private void lengths(Lengths lengths) {
        line(
                "source " + lengths.unit(),
                String.format(
                        Locale.ROOT,
                        "min %,d, median %,d, p95 %,d, p99 %,d, max %,d",
                        lengths.min(),
                        lengths.median(),
                        lengths.p95(),
                        lengths.p99(),
                        lengths.max()));
        Double unknown = lengths.unknownShare();
        Double truncated = lengths.truncatedShare();
        if (unknown == null || truncated == null) {
            line("", "(words, not tokens: give --tokenizer to count as a student does)");
            return;
        }
        line("unknown tokens", String.format(Locale.ROOT, "%.2f %%", 100 * unknown));
        line(
                "truncated",
                String.format(
                        Locale.ROOT,
                        "%.2f %% of rows have over %,d tokens",
                        100 * truncated,
                        lengths.maxSourceTokens()));
    }

    private void example(Example example) {
        text.append("    ")
                .append(example.label())
                .append("  ")
                .append(example.uid())
                .append('\n');
        example.fields()
                .forEach((name, value) -> text.append(cut(String.format(Locale.ROOT, "      %-11s ", name) + value))
                        .append('\n'));
    }

    private void overlaps(List<Overlap> overlaps) {
        text.append("overlap\n");
        for (Overlap overlap : overlaps) {
            text.append("  ")
                    .append(overlap.second())
                    .append(" repeats of ")
                    .append(overlap.first())
                    .append('\n');
            line("  same " + overlap.firstField(), rows(overlap.sameFirstField(), overlap.sameFirstFieldShare()));
            line("  same fields", rows(overlap.sameFields(), overlap.sameFieldsShare()));
        }
    }

    private static String rows(long rows, double share) {
        return String.format(Locale.ROOT, "%,d rows (%.1f %%)", rows, 100 * share);
    }

    private void line(String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-" + NAME_WIDTH + "s %s", name, value)
                        .stripTrailing())
                .append('\n');
    }

    private static String cut(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= WIDTH ? plain : plain.substring(0, WIDTH - 3) + "...";
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.1f %%", all == 0 ? 0.0 : 100.0 * part / all);
    }
}
