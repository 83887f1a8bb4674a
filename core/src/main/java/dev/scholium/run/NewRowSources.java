package dev.scholium.run;

import dev.scholium.augment.rows.RowJob;
import dev.scholium.augment.rows.RowMethod;
import dev.scholium.augment.rows.RowSource;
import dev.scholium.augment.words.ProtectedWords;
import dev.scholium.augment.words.WordEditor;
import dev.scholium.augment.words.WordNet;
import dev.scholium.data.DataSplit;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.recipe.AugmentationSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.TaskSpec.LabelSpec;
import dev.scholium.teacher.Asker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The makers of new rows that a recipe names.
 *
 * @param recipe which
 * @param asker asks its teacher; opened when the first of them is needed
 */
record NewRowSources(Recipe recipe, Supplier<? extends Asker> asker) {

    /**
     * What to make.
     *
     * @param name of the augmentation
     * @param data rows
     * @param folder where the files go
     * @return the job
     */
    RowJob job(String name, RunData data, RunFolder folder) {
        AugmentationSpec spec = spec(name);
        return new RowJob(
                name,
                data.of(DataSplit.TRAIN),
                recipe.task().fields(),
                recipe.task().labelSet(),
                spec.field(),
                spec.rowMethod().asksTeacher() ? taught(spec) : edited(spec),
                spec.perRow(),
                spec.limits(),
                spec.seed(),
                folder.augmented());
    }

    /**
     * The templates of an augmentation, in the order in which they are asked.
     *
     * @param name of the augmentation
     * @return none for word edits
     */
    List<PromptTemplate> templates(String name) {
        AugmentationSpec spec = spec(name);
        List<PromptTemplate> templates = new ArrayList<>();
        if (spec.rowMethod().asksTeacher()) {
            templates.addAll(writing(spec));
            if (spec.isVerified()) {
                templates.add(PromptTemplates.find(spec.verifyPrompt()));
            }
        }
        return templates;
    }

    private AugmentationSpec spec(String name) {
        AugmentationSpec spec = recipe.augmentations().get(name);
        if (spec == null) {
            throw new IllegalArgumentException("no augmentation is called " + name);
        }
        return spec;
    }

    private RowSource taught(AugmentationSpec spec) {
        return new RowSource.Taught(
                spec.rowMethod(),
                writing(spec),
                spec.isVerified() ? PromptTemplates.find(spec.verifyPrompt()) : null,
                spec.language(),
                asker.get());
    }

    private static List<PromptTemplate> writing(AugmentationSpec spec) {
        if (spec.rowMethod() == RowMethod.BACK_TRANSLATION) {
            return List.of(
                    PromptTemplates.find(spec.prompt().isEmpty() ? "translation" : spec.prompt()),
                    PromptTemplates.find(spec.backPrompt().isEmpty() ? "back-translation" : spec.backPrompt()));
        }
        return List.of(PromptTemplates.find(spec.prompt().isEmpty() ? spec.method() : spec.prompt()));
    }

    private RowSource edited(AugmentationSpec spec) {
        List<String> labelTexts =
                recipe.task().labels().stream().map(LabelSpec::text).toList();
        ProtectedWords protectedWords =
                new ProtectedWords(spec.protections(), recipe.task().labelSet(), labelTexts);
        return new RowSource.Edited(
                spec.rowMethod(), new WordEditor(spec.alpha(), protectedWords, WordNet.open()), spec.seed());
    }
}
