package dev.scholium.rate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes ratings for other tools, with everything that the figures are computed from. JSONL has one line a rater and
 * card; CSV one line a rater, card and question.
 */
public final class RatingExport {

    private static final List<String> COLUMNS = List.of(
            "study",
            "rater",
            "place",
            "kind",
            "card",
            "uid",
            "source",
            "other_source",
            "label",
            "gold_label",
            "question",
            "value",
            "cannot_judge",
            "settled",
            "judge",
            "seconds",
            "done_at",
            "student_correct",
            "student_confidence",
            "premise",
            "comment");

    private RatingExport() {}

    /**
     * As JSONL.
     *
     * @param ratings what was answered
     * @return one object a line
     */
    public static String jsonl(Ratings ratings) {
        Study study = ratings.plan().study();
        StringBuilder lines = new StringBuilder();
        for (RatedTurn rated : ratings.turns()) {
            Card card = rated.turn().card();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("study", study.title());
            line.put("form", study.form());
            line.put("scale", study.largest());
            line.put("seed", study.seed());
            line.put("judged_as", study.judge());
            line.put("rater", rated.rater());
            line.put("place", rated.turn().place());
            line.put("kind", rated.turn().kind());
            line.put("card", card.id());
            line.put("uid", card.uid());
            line.put("fields", card.fields());
            line.put("label", card.label());
            line.put("gold_label", card.goldLabel());
            line.put("rationales", card.rationales());
            line.put("swapped", rated.turn().swapped());
            line.put("answers", rated.answers());
            line.put("comment", rated.comment());
            line.put("seconds", rated.seconds());
            line.put("done_at", rated.doneAt().orElse(""));
            card.student().ifPresent(student -> line.put("student", student));
            line.put("settled", ratings.settled().getOrDefault(card.id(), Map.of()));
            lines.append(Json.line(line)).append('\n');
        }
        return lines.toString();
    }

    /**
     * As CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front; JSONL has texts as they
     * are.
     *
     * @param ratings what was answered
     * @return a header, then the lines
     */
    public static String csv(Ratings ratings) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(COLUMNS);
            for (RatedTurn rated : ratings.turns()) {
                for (Question question : ratings.plan().study().questions()) {
                    if (rated.answers().containsKey(question.name())) {
                        csv.writeRecord(cells(ratings, rated, question.name()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> cells(Ratings ratings, RatedTurn rated, String question) {
        Card card = rated.turn().card();
        double value = rated.value(question);
        boolean cannot = Double.isNaN(value);
        String judge = ratings.plan().study().judge().getOrDefault(question, "");
        List<String> cells = new ArrayList<>(List.of(
                ratings.plan().study().title(),
                rated.rater(),
                String.valueOf(rated.turn().place()),
                rated.turn().kind().word(),
                card.id(),
                card.uid(),
                card.rationales().get(0).source(),
                card.rationales().size() == 2 ? card.rationales().get(1).source() : "",
                card.label(),
                card.goldLabel(),
                question,
                cannot ? "" : String.valueOf((int) value),
                String.valueOf(cannot),
                ratings.settled(card.id(), question).map(String::valueOf).orElse(""),
                String.valueOf(card.rationales().get(0).judge().getOrDefault(judge, 0))
                        .replaceFirst("^0$", ""),
                String.valueOf(rated.seconds()),
                rated.doneAt().orElse("")));
        cells.add(card.student().map(answer -> String.valueOf(answer.correct())).orElse(""));
        cells.add(card.student()
                .map(answer -> String.valueOf(answer.confidence()))
                .orElse(""));
        cells.add(card.premise());
        cells.add(rated.comment());
        return cells.stream().map(RatingExport::harmless).toList();
    }

    private static String harmless(String text) {
        return text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    }
}
