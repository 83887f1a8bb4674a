package dev.scholium.run;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.recipe.SweepTrial;
import java.io.IOException;
import java.nio.file.Files;
import tools.jackson.core.JacksonException;

/**
 * A trial's {@code sweep-trial.json}: what its process must know beside its recipe.
 *
 * @param id the trial
 * @param point name of its system
 * @param seed of everything random
 * @param group what it shares with others
 */
record TrialPlan(String id, String point, long seed, String group) {

    static TrialPlan of(SweepTrial trial) {
        return new TrialPlan(trial.id(), trial.point(), trial.seed(), trial.group());
    }

    static TrialPlan read(SweepFolder folder, String trial) {
        try {
            return Json.read(Files.readString(folder.trialPlan(trial)), TrialPlan.class);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder.trialPlan(trial), e);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, folder.trialPlan(trial) + ": is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
