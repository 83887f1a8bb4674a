package dev.scholium.run;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.FolderListing;
import dev.scholium.recipe.Sweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each artefact of a sweep lies: a run folder with a ledger, and with what its trials share.
 *
 * @param run the folder as that of a run: {@code trials/}, {@code predictions/}, {@code results.json}, the report
 */
public record SweepFolder(RunFolder run) {

    private static final String SHARED = "shared";

    /**
     * A sweep's folder.
     *
     * @param path the folder
     */
    public SweepFolder(Path path) {
        this(new RunFolder(path));
    }

    /** {@return the folder, absolute} */
    public Path path() {
        return run.path();
    }

    /** {@return what happened to the trials, a line each} */
    public Path ledger() {
        return path().resolve("ledger.jsonl");
    }

    /** {@return all trials with their settings and dev scores, and what was chosen} */
    public Path table() {
        return path().resolve("sweep.json");
    }

    /**
     * What trials share that have the same data, teacher and sources: {@code recipe.yaml}, {@code augmented/}.
     *
     * @param group the trials' group
     * @return a run folder without trials of its own
     */
    RunFolder shared(String group) {
        return new RunFolder(path().resolve(SHARED).resolve(group));
    }

    /**
     * Under which ids a sweep's trials lie here: those with equal settings and seed are one, whatever its point is
     * called by now.
     *
     * @param sweep as its recipe says
     * @return ids by those that the recipe gives; one with a student before one without
     * @throws ScholiumException if the folder cannot be read
     */
    Map<String, String> idsOf(Sweep sweep) {
        List<String> here = FolderListing.of(run.trials(), "*").stream()
                .map(trial -> String.valueOf(trial.getFileName()))
                .toList();
        Map<String, String> ids = new LinkedHashMap<>();
        sweep.everyTrial()
                .forEach(trial -> here.stream()
                        .filter(id -> id.endsWith(trial.ending()))
                        .min(Comparator.comparing((String id) ->
                                        !Files.isDirectory(run.trial(id).resolve("student")))
                                .thenComparing(id -> !id.equals(trial.id()))
                                .thenComparing(Comparator.naturalOrder()))
                        .ifPresent(id -> ids.put(trial.id(), id)));
        return ids;
    }

    /** Notes the group from whose rows the controls beside it have learnt. */
    Path groupOfControls() {
        return run.predictions().resolve("control.group");
    }

    /** {@return the sweep whose trials share a folder; none where it is a run's own} */
    static Optional<SweepFolder> sharing(RunFolder folder) {
        return Optional.ofNullable(folder.path().getParent())
                .filter(parent -> SHARED.equals(String.valueOf(parent.getFileName())))
                .flatMap(parent -> Optional.ofNullable(parent.getParent()))
                .map(SweepFolder::new)
                .filter(sweep -> Files.exists(sweep.ledger()));
    }

    /**
     * The vocabulary of fresh students.
     *
     * @param size how many tokens at most
     * @return one folder for all trials with that size
     */
    Path vocabulary(int size) {
        return run.vocabulary().resolve(Integer.toString(size));
    }

    /** What a trial is to do, for the process that does it. */
    Path trialPlan(String trial) {
        return run.trial(trial).resolve("sweep-trial.json");
    }

    /** A trial's recipe: one system, one seed. */
    Path trialRecipe(String trial) {
        return run.trial(trial).resolve("recipe.yaml");
    }

    /**
     * What a trial's process prints.
     *
     * @param trial id of the trial
     * @return the file; only there once the trial has begun
     */
    public Path trialLog(String trial) {
        return run.trial(trial).resolve("log.txt");
    }
}
