package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Baselines;
import dev.scholium.evaluate.Slice;
import dev.scholium.evaluate.SliceResult;
import dev.scholium.evaluate.SliceScores;
import dev.scholium.evaluate.Slicing;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.recipe.Recipe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Cuts a run's splits into slices and scores its systems on each. */
final class SliceStage {

    private final Recipe recipe;
    private final RunFolder folder;
    private final RunData data;
    private final Baselines baselines;

    /**
     * The slices of a run.
     *
     * @param recipe whose run
     * @param folder holds what the teachers wrote
     * @param data rows
     * @param baselines with which system each other one is compared
     */
    SliceStage(Recipe recipe, RunFolder folder, RunData data, Baselines baselines) {
        this.recipe = recipe;
        this.folder = folder;
        this.data = data;
        this.baselines = baselines;
    }

    /**
     * Scores systems on slices.
     *
     * @param slicings what to cut by; may be empty
     * @param systems what the systems said, of any splits
     * @return one element a split, slice and system; a split in which no row has a value is not cut
     * @throws dev.scholium.failure.ScholiumException if no split can be cut by one of them
     */
    List<SliceResult> score(List<Slicing> slicings, List<SystemPredictions> systems) {
        List<SliceResult> results = new ArrayList<>();
        cut(slicings)
                .forEach((split, slices) -> results.addAll(new SliceScores(baselines)
                        .score(
                                slices,
                                systems.stream()
                                        .filter(system -> system.split().equals(split.word()))
                                        .toList())));
        return results;
    }

    /**
     * Cuts the splits that are evaluated.
     *
     * @param slicings what to cut by; may be empty
     * @return the slices of each split; a split in which no row has a value is not cut
     * @throws dev.scholium.failure.ScholiumException if no split can be cut by one of them
     */
    Map<DataSplit, List<Slice>> cut(List<Slicing> slicings) {
        Map<DataSplit, List<Slice>> results = new EnumMap<>(DataSplit.class);
        List<Slicing> useless = new ArrayList<>(slicings);
        for (DataSplit split : recipe.evaluation().dataSplits()) {
            List<Slice> slices = new ArrayList<>();
            for (Slicing slicing : slicings) {
                List<Slice> cut = slicing.cut(
                        split.word(), data.of(split), source -> TeacherLabels.of(recipe, folder, data, source, split));
                if (!cut.isEmpty()) {
                    slices.addAll(cut);
                    useless.remove(slicing);
                }
            }
            results.put(split, slices);
        }
        if (!useless.isEmpty()) {
            throw useless.get(0).useless();
        }
        return results;
    }
}
