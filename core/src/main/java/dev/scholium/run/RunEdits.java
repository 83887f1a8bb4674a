package dev.scholium.run;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdits;
import dev.scholium.data.DataSplit;
import dev.scholium.progress.Progress;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The persons' edits that a run's students learn from.
 *
 * <p>A training goes on with the rows that it began with. So once there are trials, only the edits count that were
 * there when the first began, as the manifest says; later ones wait until somebody removes the trials.
 */
final class RunEdits {

    private static final String LIST = "edits";

    private final List<RationaleEdit> all;
    private final int used;
    private final RationaleEdits edits;

    private RunEdits(List<RationaleEdit> all, int used) {
        this.all = all;
        this.used = Math.min(used, all.size());
        this.edits = new RationaleEdits(all.subList(0, this.used));
    }

    /**
     * Reads a folder's edits.
     *
     * @param folder a run's, or what trials of a sweep share
     * @param manifest says what the trials there began with
     * @return the edits that count
     * @throws dev.scholium.failure.ScholiumException if they cannot be read
     */
    static RunEdits read(RunFolder folder, Manifest manifest) {
        List<RationaleEdit> all = new EditFile(folder.path()).read();
        int before = manifest.entries(LIST).stream()
                .mapToInt(entry -> entry.path("lines").asInt(0))
                .max()
                .orElse(0);
        return new RunEdits(all, Files.exists(folder.trials()) ? before : all.size());
    }

    /**
     * Lays the edits over a source's rationales.
     *
     * @param source its name
     * @param split which rows
     * @param rationales as its file holds them
     * @return the same with the edits
     */
    RationaleEdits.Laid over(String source, DataSplit split, Map<String, String> rationales) {
        return edits.over(source, split, rationales);
    }

    /**
     * Notes in the manifest what was laid over a source's rationales, and says it, where anything was.
     *
     * @param source its name
     * @param split which rows
     * @param laid what was
     * @param manifest the run's
     * @param progress is told
     */
    void record(String source, DataSplit split, RationaleEdits.Laid laid, Manifest manifest, Progress progress) {
        String id = source + "-" + split.word();
        if (laid.isTouched() || manifest.entry(LIST, "id", id).isPresent()) {
            Figures figures = new Figures(id, source, split.word(), used, laid);
            manifest.record(LIST, "id", figures);
            progress.say(figures.sentence());
        }
    }

    /**
     * Says that there are edits which nobody has learnt from yet.
     *
     * @param folder the run's
     * @param progress is told
     */
    void sayWhatWaits(RunFolder folder, Progress progress) {
        int waiting = all.size() - used;
        if (waiting > 0) {
            progress.say("Warning: " + waiting + " later edits of rationales are not used, since trainings have begun"
                    + " without them; to have them learnt, remove " + learnt(folder) + " and start the command again");
        }
    }

    private static String learnt(RunFolder folder) {
        return SweepFolder.sharing(folder)
                .map(sweep -> sweep.run().trials() + " and " + sweep.run().predictions())
                .orElse(folder.trials().toString());
    }

    /**
     * What persons did about a source's rationales, in the manifest.
     *
     * @param id source and split
     * @param name the source
     * @param split which rows
     * @param lines lines of {@code edits.jsonl} that count
     * @param edited rationales with a person's text in their place
     * @param written rows without a rationale that a person gave one
     * @param vetoed rationales taken away
     * @param outOfDate edits not used: the source has another text by now
     * @param who the persons
     */
    record Figures(
            String id,
            String name,
            String split,
            long lines,
            long edited,
            long written,
            long vetoed,
            long outOfDate,
            List<String> who) {

        private Figures(String id, String name, String split, long lines, RationaleEdits.Laid laid) {
            this(id, name, split, lines, laid.edited(), laid.written(), laid.vetoed(), laid.outOfDate(), laid.who());
        }

        /** {@return one line for the user} */
        String sentence() {
            return String.format(
                    Locale.ROOT,
                    "Edits of %s, %s: %d rationales edited, %d written, %d vetoed, %d edits out of date",
                    name,
                    split,
                    edited,
                    written,
                    vetoed,
                    outOfDate);
        }
    }
}
