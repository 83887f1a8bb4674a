package dev.scholium.run;

import dev.scholium.augment.AugmentJob;
import dev.scholium.augment.AugmentedRows;
import dev.scholium.augment.rows.NewRows;
import dev.scholium.augment.rows.RowJob;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.prompt.RationaleKind;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep's trials share, read from the files that were made before any of them began. No teacher is asked here.
 *
 * @param data rows
 * @param rows those that each system learns from
 * @param rationales what the teachers wrote
 */
record SharedRows(RunData data, TrainingRows rows, RunRationales rationales) {

    /**
     * Reads what there is.
     *
     * @param recipe of the group
     * @param folder of the group
     * @return rows and rationales
     * @throws dev.scholium.failure.ScholiumException if a file is missing or damaged, or the data have changed
     */
    static SharedRows read(Recipe recipe, RunFolder folder) {
        RunData data = RunData.read(recipe);
        Manifest manifest = Manifest.open(folder.manifest(), Clock.systemUTC());
        data.checkUnchanged(manifest);
        RunEdits edits = RunEdits.read(folder, manifest);
        RunRationales rationales = new RunRationales();
        for (Map.Entry<String, RationaleSpec> entry : recipe.rationales().entrySet()) {
            RationaleSpec spec = entry.getValue();
            RationaleKind kind = spec.isRecorded()
                    ? RationaleKind.RECORDED
                    : PromptTemplates.find(spec.prompt()).kind();
            for (DataSplit split : spec.dataSplits()) {
                if (!data.of(split).isEmpty()) {
                    Map<String, String> texts =
                            AugmentedRows.read(AugmentJob.file(folder.augmented(), entry.getKey(), split));
                    rationales.add(
                            entry.getKey(),
                            kind.name(),
                            split,
                            edits.over(entry.getKey(), split, texts).texts());
                }
            }
        }
        Map<String, List<Example>> newRows = new LinkedHashMap<>();
        recipe.augmentations()
                .keySet()
                .forEach(name -> newRows.put(name, NewRows.read(RowJob.file(folder.augmented(), name))));
        return new SharedRows(data, new TrainingRows(recipe, data, newRows), rationales);
    }
}
