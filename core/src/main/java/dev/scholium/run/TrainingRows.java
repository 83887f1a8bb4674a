package dev.scholium.run;

import dev.scholium.augment.words.RowSeed;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.SystemSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows that each system learns from: those of the training split, and the new ones of its augmentation.
 *
 * @param recipe what to train
 * @param data rows
 * @param newRows new rows by augmentation
 */
record TrainingRows(Recipe recipe, RunData data, Map<String, List<Example>> newRows) {

    /**
     * A trial's rows.
     *
     * @param trial one of the recipe's
     * @return the split's rows in their order, then new ones in theirs; with {@code equal_rows} as many of them as the
     *     smallest system has, the same ones in all systems of a seed where they have the same
     */
    List<Example> of(Trial trial) {
        List<Example> rows = all(trial.system());
        if (!recipe.equalRows()) {
            return rows;
        }
        int fewest = recipe.systems().keySet().stream()
                .mapToInt(system -> all(system).size())
                .min()
                .orElse(rows.size());
        if (rows.size() == fewest) {
            return rows;
        }
        Set<String> kept = rows.stream()
                .map(row -> new Drawn(
                        RowSeed.of(trial.seed(), row.uid(), "equal rows").value(), row.uid()))
                .sorted(Comparator.comparingLong(Drawn::key))
                .limit(fewest)
                .map(Drawn::uid)
                .collect(Collectors.toSet());
        return rows.stream().filter(row -> kept.contains(row.uid())).toList();
    }

    /** A row's uid with the number that decides whether it stays. */
    private record Drawn(long key, String uid) {}

    /** All rows that any system may learn from; each once. */
    Stream<Example> everywhere() {
        Stream<Example> added = recipe.systems().values().stream()
                .map(SystemSpec::augmentation)
                .distinct()
                .flatMap(name -> newRows.getOrDefault(name, List.of()).stream());
        return Stream.concat(data.of(DataSplit.TRAIN).stream(), added);
    }

    private List<Example> all(String system) {
        List<Example> rows = new ArrayList<>(data.of(DataSplit.TRAIN));
        SystemSpec spec = recipe.systems().get(system);
        if (spec != null) {
            rows.addAll(newRows.getOrDefault(spec.augmentation(), List.of()));
        }
        return rows;
    }
}
