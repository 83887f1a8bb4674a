package dev.scholium.run;

import dev.scholium.augment.AugmentJob;
import dev.scholium.augment.AugmentedRows;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels that the writers of rationales gave without knowing gold. */
final class TeacherLabels {

    private TeacherLabels() {}

    /**
     * The labels of a source's writer on a split.
     *
     * @param recipe whose source
     * @param folder where its rationales are
     * @param data rows
     * @param source its name
     * @param split which rows
     * @return label by uid, in the order of the rows; empty if the writer gave none, or knew gold
     */
    static Map<String, String> of(Recipe recipe, RunFolder folder, RunData data, String source, DataSplit split) {
        RationaleSpec spec = recipe.rationales().get(source);
        if (spec == null) {
            return Map.of();
        }
        if (!spec.isRecorded()) {
            Path file = AugmentJob.file(folder.augmented(), source, split);
            return Files.exists(file) ? AugmentedRows.readTeacherLabels(file) : Map.of();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (Example row : data.of(split)) {
            recipe.task()
                    .labelSet()
                    .parse(row.column(spec.teacherLabelColumn()))
                    .ifPresent(label -> labels.put(row.uid(), label));
        }
        return labels;
    }
}
