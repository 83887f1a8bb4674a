package dev.scholium.recipe;

import dev.scholium.data.DataSplit;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TrainingConfig;
import dev.scholium.teacher.TeacherConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A whole run as one immutable value.
 *
 * @param name the run's name
 * @param note one sentence that the report shows at its top; may be empty
 * @param task what the student reads and writes
 * @param data where the rows come from
 * @param journal file of the teachers' raw replies; empty for {@code journal.sqlite} beside the run folder
 * @param teacher who is asked for rationales
 * @param rationales sources of rationales by name
 * @param augmentations ways to make new training rows by name
 * @param student what every system begins with
 * @param training how systems are trained that say nothing else
 * @param systems what is compared, by name; the first labels-only one is the baseline
 * @param equalRows whether every system learns from as many rows as the one with the fewest, drawn by the trial's seed
 * @param seeds each system is trained once with each
 * @param evaluation how trained students are evaluated
 * @param tracking which other tools a training's metrics are handed on to
 */
public record Recipe(
        String name,
        String note,
        TaskSpec task,
        DataSpec data,
        String journal,
        TeacherConfig teacher,
        Map<String, RationaleSpec> rationales,
        Map<String, AugmentationSpec> augmentations,
        StudentSpec student,
        TrainingConfig training,
        Map<String, SystemSpec> systems,
        boolean equalRows,
        List<Long> seeds,
        EvaluationSpec evaluation,
        TrackingSpec tracking) {

    /** What the names of the standard controls begin with. */
    public static final String CONTROL = "control.";

    /** Name of the system that others are compared with. */
    public static final String BASELINE = "baseline";

    /**
     * Checks that names fit together.
     *
     * @throws IllegalArgumentException if a system names no source of rationales or no augmentation, if there is no
     *     seed, or if train or dev has no file
     */
    public Recipe {
        rationales = Collections.unmodifiableMap(new LinkedHashMap<>(rationales));
        augmentations = Collections.unmodifiableMap(new LinkedHashMap<>(augmentations));
        systems = Collections.unmodifiableMap(new LinkedHashMap<>(systems));
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("seeds must hold at least one number");
        }
        if (seeds.stream().distinct().count() < seeds.size()) {
            throw new IllegalArgumentException("seeds must differ, but are " + seeds);
        }
        for (DataSplit split : List.of(DataSplit.TRAIN, DataSplit.DEV)) {
            if (data.of(split).file().isEmpty()) {
                throw new IllegalArgumentException("data." + split.word() + ".file must name a file");
            }
        }
        for (DataSplit split : evaluation.dataSplits()) {
            if (data.of(split).file().isEmpty()) {
                throw new IllegalArgumentException("evaluation.splits names " + split.word() + ", but data."
                        + split.word() + ".file names no file");
            }
        }
        for (Map.Entry<String, SystemSpec> system : systems.entrySet()) {
            checkName("systems", system.getKey());
            checkSource(task, system.getKey(), system.getValue().source());
            String augmentation = system.getValue().augmentation();
            if (!augmentation.isEmpty() && !augmentations.containsKey(augmentation)) {
                throw new IllegalArgumentException("systems." + system.getKey() + ".augmentation must be one of "
                        + augmentations.keySet() + ", but is " + augmentation);
            }
            String source = system.getValue().rationales();
            if (source.isEmpty()) {
                continue;
            }
            RationaleSpec spec = rationales.get(source);
            if (spec == null) {
                throw new IllegalArgumentException("systems." + system.getKey() + ".rationales must be one of "
                        + rationales.keySet() + ", but is " + source);
            }
            if (!spec.dataSplits().contains(DataSplit.TRAIN)) {
                throw new IllegalArgumentException("systems." + system.getKey() + " learns from " + source
                        + ", so rationales." + source + ".splits must name train");
            }
        }
        rationales.keySet().forEach(source -> checkName("rationales", source));
        for (Map.Entry<String, AugmentationSpec> augmentation : augmentations.entrySet()) {
            checkName("augmentations", augmentation.getKey());
            String field = augmentation.getValue().field();
            if (!task.fields().contains(field)) {
                throw new IllegalArgumentException("augmentations." + augmentation.getKey() + ".field must be one of "
                        + task.fields() + ", but is " + field);
            }
        }
    }

    /**
     * The same data and teacher, asked live, with other sources of rationales and nothing to train.
     *
     * @param sources settings by name
     * @return a recipe for trying them
     */
    public Recipe trying(Map<String, RationaleSpec> sources) {
        return new Recipe(
                name,
                note,
                task,
                data,
                journal,
                teacher.with("delivery", "live"),
                sources,
                Map.of(),
                student,
                training,
                Map.of(),
                false,
                seeds,
                evaluation,
                tracking);
    }

    /**
     * The same with other systems.
     *
     * @param others by name
     * @param otherSeeds each is trained once with each
     * @param used sources of rationales and augmentations that are kept; all others are left out
     * @param otherJournal file of the teachers' raw replies
     * @return a changed copy
     */
    public Recipe comparing(
            Map<String, SystemSpec> others, List<Long> otherSeeds, Set<String> used, String otherJournal) {
        Map<String, RationaleSpec> sources = new LinkedHashMap<>(rationales);
        sources.keySet().retainAll(used);
        Map<String, AugmentationSpec> methods = new LinkedHashMap<>(augmentations);
        methods.keySet().retainAll(used);
        return new Recipe(
                name,
                note,
                task,
                data,
                otherJournal,
                teacher,
                sources,
                methods,
                student,
                training,
                others,
                equalRows,
                otherSeeds,
                evaluation,
                tracking);
    }

    /** The same with its one system under another name. */
    Recipe renamed(String system) {
        Set<String> all = new LinkedHashSet<>(rationales.keySet());
        all.addAll(augmentations.keySet());
        return comparing(Map.of(system, systems.values().iterator().next()), seeds, all, journal);
    }

    /**
     * What a system's student reads and writes.
     *
     * @param system name of a system
     * @return the task, with the system's own source where it has one
     */
    public StudentTask studentTask(String system) {
        SystemSpec spec = systems.get(system);
        return spec == null || spec.source().isEmpty()
                ? task.studentTask()
                : task.withSource(spec.source()).studentTask();
    }

    /**
     * Whether a system is a control: its student never sees a field that the task's students see.
     *
     * @param system name of a system
     * @return whether it is
     */
    public boolean isControl(String system) {
        return !studentTask(system).fields().containsAll(task.studentTask().fields());
    }

    private static void checkSource(TaskSpec task, String system, String source) {
        if (system.startsWith(CONTROL)) {
            throw new IllegalArgumentException(
                    "systems: a name must not begin with \"" + CONTROL + "\", but one is \"" + system + "\"");
        }
        if (source.isEmpty()) {
            return;
        }
        try {
            if (task.withSource(source).studentTask().fields().isEmpty()) {
                throw new IllegalArgumentException("source names no field");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("systems." + system + ": " + e.getMessage(), e);
        }
    }

    private static void checkName(String where, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.]*")) { // names become file names
            throw new IllegalArgumentException(
                    where + ": a name must be letters, digits, dots and underscores, but is \"" + name + "\"");
        }
    }
}
