package dev.scholium.web.browse;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdits;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
import dev.scholium.browse.Place;
import dev.scholium.browse.RowIndex;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.FolderBounds;
import dev.scholium.file.Json;
import dev.scholium.file.Sha256;
import dev.scholium.run.RunFolder;
import dev.scholium.web.browse.StandingEdits.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What persons did about the rationales of the runs that are read, and what more they may do. Safe for several threads.
 */
final class PersonEdits {

    private final Places places;
    private final Clock clock;
    private final ReadEdits files = new ReadEdits();
    private @Nullable EditedRows rows;
    private Map<Folder, List<RationaleEdit>> of = Map.of();
    private Now now = new Now(new StandingEdits(Map.of()), Map.of());

    PersonEdits(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /**
     * What persons have done by now.
     *
     * @param standing by rationale
     * @param overlay the facet of rows that a person has touched
     */
    record Now(StandingEdits standing, Map<String, Map<String, BitSet>> overlay) {}

    /**
     * What a person may do about a rationale, and what one did.
     *
     * @param standing the edit or veto that stands; null for none
     * @param outOfDate whether it is of a text that is gone, and is not used
     * @param obstacle why nothing can be done now; empty where something can
     * @param learnt which trainings have begun, and learn no later edit
     */
    record State(@Nullable RationaleEdit standing, boolean outOfDate, String obstacle, Learnt learnt) {

        /** {@return names what stands, so that it can be told whether it still does} */
        String token() {
            return standing == null ? "" : Sha256.of(Json.line(standing));
        }
    }

    /** Which trainings have begun with a rationale as it was. */
    enum Learnt {
        NONE,
        OF_RUN,
        OF_SWEEP
    }

    /** {@return what stands; counted anew when there are other edits or rows} */
    synchronized Now now(RowIndex index) {
        Map<Folder, List<RationaleEdit>> read = new LinkedHashMap<>();
        for (int run = 0; run < places.all().size(); run++) {
            if (places.all().get(run) instanceof Place.OfRun place) {
                for (String path : place.rationaleFolders()) {
                    List<RationaleEdit> edits =
                            within(place.path(), new EditFile(place.path().resolve(path)));
                    if (!edits.isEmpty()) {
                        read.put(new Folder(run, path), edits);
                    }
                }
            }
        }
        EditedRows over = rows != null && rows.isOver(index) ? rows : new EditedRows(index);
        if (over != rows || !read.equals(of)) {
            Map<Folder, RationaleEdits> standing = new LinkedHashMap<>();
            read.forEach((folder, edits) -> standing.put(folder, new RationaleEdits(edits)));
            StandingEdits all = new StandingEdits(standing);
            now = new Now(all, over.by(all));
            rows = over;
            of = read;
        }
        return now;
    }

    /** None where a link leads out of the run. */
    private List<RationaleEdit> within(Path run, EditFile file) {
        return FolderBounds.hold(run, file.path()) ? files.of(file) : List.of();
    }

    /** {@return how a rationale stands} */
    State state(StandingEdits edits, IndexedRow row, IndexedRationale rationale) {
        Place place = places.all().get(rationale.run());
        if (!(place instanceof Place.OfRun)) {
            return new State(null, false, "it is not of a run", Learnt.NONE);
        }
        @Nullable RationaleEdit standing = edits.of(row, rationale).orElse(null);
        return new State(
                standing,
                standing != null && !standing.rationaleSha256().equals(StandingEdits.seen(rationale)),
                obstacle(place.path(), rationale, row),
                learnt(place.path(), rationale));
    }

    private static Learnt learnt(Path run, IndexedRationale rationale) {
        if (!Files.isDirectory(run.resolve(rationale.folder()).resolve("trials"))) {
            return Learnt.NONE;
        }
        return rationale.folder().isEmpty() ? Learnt.OF_RUN : Learnt.OF_SWEEP;
    }

    private String obstacle(Path run, IndexedRationale rationale, IndexedRow row) {
        Path folder = run.resolve(rationale.folder());
        if (!Files.isRegularFile(folder.resolve("augmented/" + rationale.source() + "-" + row.split() + ".jsonl"))) {
            return "its file is gone";
        }
        if (LiveWork.isAtWork(run, clock.instant())) {
            return "a run is at work in its folder";
        }
        Path edits = new EditFile(folder).path();
        if (!FolderBounds.hold(run, edits)) {
            return "its edits lie outside of the run folder";
        }
        return Files.isWritable(Files.exists(edits) ? edits : folder) ? "" : "the run folder cannot be written";
    }

    /**
     * Keeps an edit; it is on the disk when this returns. The run folder is held meanwhile, so that no run begins.
     *
     * @param row what it is about
     * @param rationale what it is about
     * @param edit what a person did
     * @param token of what stood when they saw it
     * @return false if something else stands by now: then nothing is kept
     * @throws ScholiumException if a run is at work in the folder, or it cannot be written
     */
    synchronized boolean add(IndexedRow row, IndexedRationale rationale, RationaleEdit edit, String token) {
        Path run = places.all().get(rationale.run()).path();
        EditFile file = new EditFile(run.resolve(rationale.folder()));
        try (AutoCloseable lock = new RunFolder(run).lock()) {
            StandingEdits stand =
                    new StandingEdits(Map.of(Folder.of(rationale), new RationaleEdits(within(run, file))));
            State state = state(stand, row, rationale);
            if (!state.obstacle().isEmpty()) {
                throw new ScholiumException(ExitCode.FAILED, "this cannot be edited: " + state.obstacle());
            }
            boolean same = state.token().equals(token) && edit.rationaleSha256().equals(StandingEdits.seen(rationale));
            if (same) {
                file.add(edit);
            }
            return same;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ScholiumException(ExitCode.FAILED, run + ": cannot be unlocked: " + e.getMessage(), e);
        }
    }
}
