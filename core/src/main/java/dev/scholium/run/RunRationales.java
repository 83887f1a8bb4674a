package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.SystemPredictions;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rationales of a run in memory: by source and split, the text of each row that has one. */
final class RunRationales {

    private final Map<String, Map<DataSplit, Map<String, String>>> texts = new LinkedHashMap<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();

    /**
     * Adds what a source has for a split.
     *
     * @param source its name in the recipe
     * @param kind what kind of rationale it writes
     * @param split which rows
     * @param textByUid the rationales by the rows' uids
     */
    void add(String source, String kind, DataSplit split, Map<String, String> textByUid) {
        kinds.put(source, kind);
        texts.computeIfAbsent(source, key -> new EnumMap<>(DataSplit.class)).put(split, textByUid);
    }

    /**
     * The rationales of a source for a split.
     *
     * @param source its name; empty for none
     * @param split which rows
     * @return texts by uid; empty if the source has none for that split
     */
    Map<String, String> of(String source, DataSplit split) {
        return texts.getOrDefault(source, Map.of()).getOrDefault(split, Map.of());
    }

    /**
     * The kind of a source.
     *
     * @param source its name; empty for none
     * @return the kind, {@code none} where there is no source
     */
    String kind(String source) {
        return kinds.getOrDefault(source, SystemPredictions.NO_RATIONALE);
    }
}
