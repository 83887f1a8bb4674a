package dev.scholium.run;

import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.SystemSpec;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * One training of a run: a system with a seed.
 *
 * @param id {@code <system>-seed<seed>}
 * @param system name of the system
 * @param rationales name of the source of rationales it learns; empty for labels only
 * @param seed of everything random in it
 * @param config how it is trained
 */
record Trial(String id, String system, String rationales, long seed, TrainingConfig config) {

    /**
     * The trials of a recipe, in its order; seed by seed, so that a stopped run has whole comparisons.
     *
     * @param recipe any recipe
     * @return one trial a system and seed
     */
    static List<Trial> of(Recipe recipe) {
        List<Trial> trials = new ArrayList<>();
        for (long seed : recipe.seeds()) {
            recipe.systems()
                    .forEach((name, system) -> trials.add(
                            new Trial(name + "-seed" + seed, name, system.rationales(), seed, config(system, seed))));
        }
        return trials;
    }

    /**
     * What the trial's student reads and writes.
     *
     * @param recipe the trial's
     * @return the system's task in the trial's layout
     */
    StudentTask task(Recipe recipe) {
        return recipe.studentTask(system).withLayout(config.layout());
    }

    private static TrainingConfig config(SystemSpec system, long seed) {
        TrainingConfig given = system.training().withSeed(seed);
        return system.isLabelsOnly() ? given.labelsOnly() : given;
    }
}
