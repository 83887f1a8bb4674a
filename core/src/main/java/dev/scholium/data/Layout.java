package dev.scholium.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of a file hold fields, label and uid.
 *
 * @param fieldColumns column by field, in the task's order
 * @param labelColumn holds the gold label
 * @param uidColumns may hold the uid; the first that a row has does
 * @param needsUid whether a row without any of them is bad
 * @param unlabelled spellings of "no gold label"
 */
record Layout(
        Map<String, String> fieldColumns,
        String labelColumn,
        List<String> uidColumns,
        boolean needsUid,
        Set<String> unlabelled) {

    private static final List<String> UIDS = List.of("uid", "pairID");
    private static final Set<String> NO_LABEL = Set.of("-", "-1");

    /**
     * The layout of a file.
     *
     * @param source says the format, or names the columns
     * @param format the source's format, or what was guessed for it
     * @param columns the columns of the header or of the first rows
     * @return of the format's layouts, the one that most of these columns fit
     */
    static Layout of(DataSource source, DataFormat format, Collection<String> columns) {
        // ties go to the first: the official one
        return candidates(source, format).stream()
                .sorted(Comparator.comparingLong(
                        layout -> layout.missing(columns).size()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Layout> candidates(DataSource source, DataFormat format) {
        return switch (format) {
            case ANLI ->
                List.of(
                        nli("context", "hypothesis", "label", Set.of()),
                        nli("premise", "hypothesis", "label", NO_LABEL));
            case SNLI, MNLI ->
                List.of(
                        nli("sentence1", "sentence2", "gold_label", NO_LABEL),
                        nli("premise", "hypothesis", "label", NO_LABEL));
            case ESNLI ->
                List.of(
                        nli("Sentence1", "Sentence2", "gold_label", NO_LABEL),
                        nli("premise", "hypothesis", "label", NO_LABEL));
            default -> List.of(named(source));
        };
    }

    private static Layout nli(String premise, String hypothesis, String label, Set<String> unlabelled) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("premise", premise);
        columns.put("hypothesis", hypothesis);
        return new Layout(columns, label, UIDS, false, unlabelled);
    }

    private static Layout named(DataSource source) {
        Map<String, String> names = source.columns();
        Map<String, String> columns = new LinkedHashMap<>();
        source.fields().forEach(field -> columns.put(field, names.getOrDefault(field, field)));
        String uid = names.get("uid");
        return new Layout(
                columns,
                names.getOrDefault("label", "label"),
                List.of(uid == null ? "uid" : uid),
                uid != null,
                Set.of());
    }

    /**
     * What the layout needs and a file lacks.
     *
     * @param columns the file's columns
     * @return names of the columns, in the layout's order
     */
    List<String> missing(Collection<String> columns) {
        List<String> needed = new java.util.ArrayList<>(fieldColumns.values());
        needed.add(labelColumn);
        if (needsUid) {
            needed.addAll(uidColumns);
        }
        needed.removeAll(columns);
        return needed;
    }
}
