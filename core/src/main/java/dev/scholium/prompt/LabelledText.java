package dev.scholium.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Plain text with a line of its own for the label: {@code Label: neutral}.
 *
 * @param place where the label's line stands
 */
record LabelledText(Place place) implements ReplyForm {

    private static final ReplyParser PARSER = new ReplyParser();
    private static final int LONGEST_LABEL_LINE = 200;
    private static final int LONGEST_QUOTE = 80;

    /** Where the label's line stands. */
    enum Place {
        FIRST,
        LAST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public boolean namesLabel() {
        return true;
    }

    @Override
    public String signature() {
        return "label in the " + place.word() + " line";
    }

    @Override
    public Optional<ReplySchema> schema(String name, LabelWords labels) {
        return Optional.empty();
    }

    @Override
    public String write(String rationale, String label, LabelWords labels) {
        String line = "Label: " + labels.of(label);
        return place == Place.FIRST ? line + "\n" + rationale : rationale + "\n" + line;
    }

    @Override
    public TeacherReply read(String text, String finishReason, LabelWords labels) {
        TeacherReply whole = PARSER.parse(text, finishReason);
        if (!(whole instanceof TeacherReply.Answer)) {
            return whole;
        }
        List<String> lines = new ArrayList<>(ReplyParser.withoutThinking(text)
                .lines()
                .filter(line -> !line.isBlank())
                .toList());
        String line = lines.remove(place == Place.FIRST ? 0 : lines.size() - 1).strip();
        Optional<String> label = label(line, labels);
        if (label.isEmpty()) {
            return new TeacherReply.Unparseable(
                    WRONG_FORM,
                    "its " + place.word() + " line must be \"Label: \" and one of " + labels.all() + ", but is \""
                            + shortened(line) + "\"");
        }
        TeacherReply rest = PARSER.parse(String.join("\n", lines), place == Place.LAST ? "stop" : finishReason);
        return rest instanceof TeacherReply.Answer answer
                ? new TeacherReply.Answer(answer.rationale(), label.get())
                : new TeacherReply.Unparseable(WRONG_FORM, "it has a label, but no reason");
    }

    /** The label of {@code Label: neutral}, {@code **Answer:** Neutral.}, or {@code The label is neutral}. */
    private static Optional<String> label(String line, LabelWords labels) {
        if (line.length() > LONGEST_LABEL_LINE) {
            return Optional.empty();
        }
        String bare = bare(line);
        int colon = bare.lastIndexOf(':');
        int is = bare.toLowerCase(Locale.ROOT).lastIndexOf(" is ");
        return labels.parse(bare)
                .or(() -> labels.parse(bare(bare.substring(colon + 1))))
                .or(() -> is < 0 ? Optional.empty() : labels.parse(bare(bare.substring(is + 4))));
    }

    private static String bare(String text) {
        return text.replaceAll("\\A[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+\\z", "");
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }

    @Override
    public String reminder(LabelWords labels) {
        return "Answer in plain text; the " + place.word() + " line must be \"Label: \" and one of "
                + String.join(", ", labels.all()) + ".";
    }
}
