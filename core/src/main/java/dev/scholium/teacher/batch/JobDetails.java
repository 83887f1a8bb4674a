package dev.scholium.teacher.batch;

import dev.scholium.file.Json;
import dev.scholium.teacher.JournalBatches.Batch;

/**
 * What the journal keeps of a job so that another process can go on with it.
 *
 * @param name ours for it, which the provider is told where it can keep it
 * @param input the file sent ahead, by the provider's name; empty if none was
 * @param round how often its requests have been submitted, this time included, from 1
 * @param startedAt when its submission began (UTC); empty before
 */
record JobDetails(String name, String input, int round, String startedAt) {

    static JobDetails of(Batch batch) {
        return Json.read(batch.details(), JobDetails.class);
    }

    JobDetails started(String input, String startedAt) {
        return new JobDetails(name, input, round, startedAt);
    }

    String json() {
        return Json.line(this);
    }
}
