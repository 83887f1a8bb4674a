package dev.scholium.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of a file to be written: what each is called, in which order they come, and how labels are spelt. */
final class OutputLayout {

    private static final List<String> PARSES =
            List.of("sentence1_binary_parse", "sentence2_binary_parse", "sentence1_parse", "sentence2_parse");
    private static final List<String> ANNOTATORS =
            IntStream.rangeClosed(1, 5).mapToObj(i -> "label" + i).toList();

    private final DataSource target;
    private final boolean json;
    private final Layout names;
    private final String uidColumn;
    private final Map<String, String> keptColumns = new LinkedHashMap<>();
    private final List<String> columns;

    /**
     * The layout that holds all of some rows.
     *
     * @param target the file, its format and the task
     * @param examples all that will be written
     */
    OutputLayout(DataSource target, List<Example> examples) {
        this.target = target;
        this.json = FileType.of(target.file()) == FileType.JSONL;
        boolean exported = target.format() == DataFormat.ESNLI && json;
        // the columns given decide between a format's layouts: e-SNLI's JSONL is Hugging Face's export
        this.names =
                Layout.of(target, target.format(), exported ? List.of("premise", "hypothesis", "label") : List.of());
        this.uidColumn = exported || !names.uidColumns().contains("pairID") || target.format() == DataFormat.ANLI
                ? names.uidColumns().get(0)
                : "pairID";
        Set<String> taken = new LinkedHashSet<>(names.fieldColumns().values());
        taken.add(uidColumn);
        taken.add(names.labelColumn());
        examples.stream()
                .flatMap(example -> example.columns().keySet().stream())
                .distinct()
                .forEach(column -> {
                    String name = renamed(column);
                    while (!taken.add(name)) {
                        name += "_2";
                    }
                    keptColumns.put(column, name);
                });
        this.columns = ordered(taken);
    }

    private String renamed(String column) {
        boolean official = target.format() == DataFormat.ESNLI && !json;
        return official && column.startsWith("explanation_") ? "E" + column.substring(1) : column;
    }

    private List<String> ordered(Set<String> present) {
        List<String> order = new ArrayList<>();
        List<String> sentences = List.copyOf(names.fieldColumns().values());
        switch (target.format()) {
            case ANLI -> {
                order.add("uid");
                order.addAll(sentences);
                order.addAll(List.of("label", "model_label", "emturk", "genre", "reason", "tag"));
            }
            case SNLI, MNLI -> order.addAll(json ? snliKeys(sentences) : snliHeader(sentences));
            default -> {
                order.add(uidColumn);
                if (target.format() == DataFormat.ESNLI && !json) {
                    order.add(names.labelColumn());
                }
                order.addAll(sentences);
                order.add(names.labelColumn());
            }
        }
        boolean holdsParses = order.containsAll(PARSES);
        order.removeIf(name -> !present.contains(name) && !(holdsParses && PARSES.contains(name)));
        order.addAll(present);
        return order.stream().distinct().toList();
    }

    private static List<String> snliKeys(List<String> sentences) {
        return Stream.concat(
                        Stream.of("annotator_labels", "captionID", "genre", "gold_label", "pairID", "promptID"),
                        sentences.stream())
                .toList();
    }

    // in the order of the official header, with the parses empty: some programs count columns
    private static List<String> snliHeader(List<String> sentences) {
        List<String> header = new ArrayList<>(List.of("gold_label"));
        header.addAll(PARSES);
        header.addAll(sentences);
        header.addAll(List.of("captionID", "promptID", "pairID", "genre"));
        header.addAll(ANNOTATORS);
        return header;
    }

    /** {@return all columns, in order} */
    List<String> columns() {
        return columns;
    }

    /**
     * One row's texts.
     *
     * @param example the row
     * @return text by column; columns that the row does not have are absent
     */
    Map<String, String> cells(Example example) {
        Map<String, String> cells = new TreeMap<>();
        example.columns().forEach((column, text) -> cells.put(keptColumns.getOrDefault(column, column), text));
        cells.put(uidColumn, example.uid());
        names.fieldColumns().forEach((field, column) -> cells.put(column, example.field(field)));
        cells.put(names.labelColumn(), spelling(example.label()));
        return cells;
    }

    private String spelling(String label) {
        return switch (target.format()) {
            case ANLI -> label.substring(0, 1);
            case ESNLI -> json ? Integer.toString(target.labels().indexOf(label)) : label;
            default -> label;
        };
    }

    /**
     * Whether a text is JSON rather than a JSON text in the official files.
     *
     * @param column its column
     * @param text what is in it
     * @return true for e-SNLI's label numbers, ANLI's {@code emturk} and SNLI's {@code annotator_labels}
     */
    boolean isJson(String column, String text) {
        return switch (target.format()) {
            case ESNLI -> column.equals(names.labelColumn());
            case ANLI -> column.equals("emturk") && (text.equals("true") || text.equals("false"));
            case SNLI, MNLI -> column.equals("annotator_labels") && JsonCells.isArray(text);
            default -> false;
        };
    }
}
