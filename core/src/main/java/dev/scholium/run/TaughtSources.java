package dev.scholium.run;

import dev.scholium.augment.Judge;
import dev.scholium.augment.RationaleSource;
import dev.scholium.augment.TeacherAgreement;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.prompt.DemonstrationPool;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.prompt.Prompter;
import dev.scholium.recipe.DemonstrationSpec;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.Asker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a recipe's taught sources of rationales: template, demonstrations, agreement. All is checked before asking. */
final class TaughtSources {

    private final Recipe recipe;
    private final LabelSet labels;
    private final List<Example> train;

    /**
     * Sources of a recipe.
     *
     * @param recipe any recipe
     * @param train its training rows, where demonstrations come from
     */
    TaughtSources(Recipe recipe, List<Example> train) {
        this.recipe = recipe;
        this.labels = recipe.task().labelSet();
        this.train = train;
    }

    /** Checks every source of the recipe, so that nothing is spent on one while another cannot be asked. */
    void checkAll() {
        recipe.rationales().forEach((name, spec) -> {
            if (!spec.isRecorded()) {
                template(spec);
                checkAgreement(name, spec);
                demonstrations(name, spec);
                if (spec.checks().judge().isOn()) {
                    Judge.checkTask(recipe.task().fields(), labels);
                }
            }
        });
    }

    /**
     * One source.
     *
     * @param name its name in the recipe, for messages
     * @param spec its settings, with a prompt
     * @param asker asks the teacher
     * @return the source
     * @throws ScholiumException if its template does not fit the task, or there are not enough demonstrations
     */
    RationaleSource.Taught source(String name, RationaleSpec spec, Asker asker) {
        return new RationaleSource.Taught(template(spec), demonstrations(name, spec), asker, agreement(spec));
    }

    /** Makes the prompts of one source, and reads its replies. */
    Prompter prompter(String name, RationaleSpec spec) {
        return new Prompter(template(spec), labels, demonstrations(name, spec));
    }

    /** Which rationales of a source are used. */
    static TeacherAgreement agreement(RationaleSpec spec) {
        return spec.teacherAgreement().equals("required") ? TeacherAgreement.REQUIRED : TeacherAgreement.ANY;
    }

    private PromptTemplate template(RationaleSpec spec) {
        PromptTemplate template = PromptTemplates.find(spec.prompt());
        template.check(recipe.task().fields(), labels);
        return template;
    }

    private void checkAgreement(String name, RationaleSpec spec) {
        if (agreement(spec) == TeacherAgreement.REQUIRED
                && !template(spec).reply().namesLabel()) {
            throw problem(
                    name,
                    "teacher_agreement: required needs a prompt whose reply names a label, such as"
                            + " reasoning-label-free, but the prompt is " + spec.prompt());
        }
    }

    /** What is shown before every question of a source. */
    DemonstrationPool demonstrations(String name, RationaleSpec spec) {
        DemonstrationSpec wanted = spec.demonstrations();
        PromptTemplate template = template(spec);
        if (wanted.count() == 0) {
            return DemonstrationPool.written(template.demonstrations());
        }
        try {
            DemonstrationPool pool = DemonstrationPool.choose(
                    wanted.count(),
                    wanted.seed(),
                    wanted.column().isEmpty() ? template.demonstrations() : recorded(name, spec));
            new Prompter(template, labels, pool).prompt(train.get(0)); // its form of reply may not be writable
            return pool;
        } catch (IllegalArgumentException e) {
            throw problem(name, String.valueOf(e.getMessage()));
        }
    }

    /** Training rows with a recorded rationale whose writer, where that is known, had found the gold label. */
    private List<DemonstrationPool.Worked> recorded(String name, RationaleSpec spec) {
        String column = spec.demonstrations().column();
        if (train.stream().noneMatch(row -> row.columns().containsKey(column))) {
            throw problem(name, "demonstrations.column: no training row has a column \"" + column + "\"");
        }
        List<DemonstrationPool.Worked> worked = new ArrayList<>();
        for (Example row : train) {
            String rationale =
                    row.column(column).replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
            if (!rationale.isEmpty() && isRight(row, spec.teacherLabelColumn())) {
                worked.add(new DemonstrationPool.Worked(row, rationale));
            }
        }
        return worked;
    }

    private boolean isRight(Example row, String labelColumn) {
        if (labelColumn.isEmpty()) {
            return true;
        }
        Optional<String> line = row.column(labelColumn).strip().lines().findFirst();
        return line.flatMap(labels::parse).filter(row.label()::equals).isPresent();
    }

    private static ScholiumException problem(String name, String problem) {
        return new ScholiumException(ExitCode.USAGE, "rationales." + name + ": " + problem);
    }
}
