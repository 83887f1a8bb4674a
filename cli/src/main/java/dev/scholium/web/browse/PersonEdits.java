package dev.scholium.web.browse;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.augment.RationaleEdits;
import dev.scholium.browse.FacetName;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
import dev.scholium.browse.Place;
import dev.scholium.browse.RowIndex;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.file.Sha256;
import dev.scholium.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What persons did about the rationales of the runs that are read, and what more they may do. Safe for several threads.
 */
final class PersonEdits {

    private final Places places;
    private final Clock clock;
    private @Nullable RowIndex overlaid;
    private List<List<RationaleEdit>> of = List.of();
    private Map<String, Map<String, BitSet>> overlay = Map.of();

    PersonEdits(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /**
     * What a person may do about a rationale, and what one did.
     *
     * @param standing the edit or veto that stands; null for none
     * @param outOfDate whether it is of a text that is gone, and is not used
     * @param obstacle why nothing can be done now; empty where something can
     * @param hasTrials whether trainings of the run have begun, which learn no later edit
     */
    record State(@Nullable RationaleEdit standing, boolean outOfDate, String obstacle, boolean hasTrials) {

        /** {@return names what stands, so that it can be told whether it still does} */
        String token() {
            return standing == null ? "" : Sha256.of(Json.line(standing));
        }
    }

    /** {@return how a rationale stands} */
    State of(IndexedRow row, IndexedRationale rationale) {
        Place place = places.all().get(rationale.run());
        if (!(place instanceof Place.OfRun)) {
            return new State(null, false, "it is not of a run", false);
        }
        RationaleEdits edits = new RationaleEdits(new EditFile(place.path()).read());
        @Nullable
        RationaleEdit standing =
                edits.of(rationale.source(), row.dataSplit(), row.uid()).orElse(null);
        return new State(
                standing,
                standing != null && !standing.rationaleSha256().equals(seen(rationale)),
                obstacle(place.path(), row, rationale),
                Files.isDirectory(place.path().resolve("trials")));
    }

    /** {@return how an edit names the text that a source has for a row} */
    static String seen(IndexedRationale rationale) {
        return RationaleEdit.hash(rationale.rejected() ? "" : rationale.text());
    }

    private String obstacle(Path run, IndexedRow row, IndexedRationale rationale) {
        String file = rationale.source() + "-" + row.split() + ".jsonl";
        if (!Files.isRegularFile(run.resolve("augmented").resolve(file))) {
            return "trials of a sweep share it";
        }
        if (LiveWork.isAtWork(run, clock.instant())) {
            return "a run is at work in its folder";
        }
        Path edits = new EditFile(run).path();
        return Files.isWritable(Files.exists(edits) ? edits : run) ? "" : "the run folder cannot be written";
    }

    /**
     * Keeps an edit; it is on the disk when this returns. The run folder is held meanwhile, so that no run begins.
     *
     * @param rationale what it is about
     * @param edit what a person did
     * @param token of what stood when they saw it
     * @return false if something else stands by now: then nothing is kept
     * @throws ScholiumException if a run is at work in the folder, or it cannot be written
     */
    synchronized boolean add(IndexedRow row, IndexedRationale rationale, RationaleEdit edit, String token) {
        Path run = places.all().get(rationale.run()).path();
        try (AutoCloseable lock = new RunFolder(run).lock()) {
            State state = of(row, rationale);
            if (!state.obstacle().isEmpty()) {
                throw new ScholiumException(ExitCode.FAILED, "this cannot be edited: " + state.obstacle());
            }
            boolean same = state.token().equals(token) && edit.rationaleSha256().equals(seen(rationale));
            if (same) {
                new EditFile(run).add(edit);
            }
            return same;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ScholiumException(ExitCode.FAILED, run + ": cannot be unlocked: " + e.getMessage(), e);
        }
    }

    /** {@return the facet of rows that a person has touched; it is made anew when there are other edits or rows} */
    synchronized Map<String, Map<String, BitSet>> overlay(RowIndex index) {
        List<List<RationaleEdit>> now = places.all().stream()
                .map(place ->
                        place instanceof Place.OfRun ? new EditFile(place.path()).read() : List.<RationaleEdit>of())
                .toList();
        if (overlaid != index || !now.equals(of)) {
            overlay = overlay(index, now);
            overlaid = index;
            of = now;
        }
        return overlay;
    }

    private static Map<String, Map<String, BitSet>> overlay(RowIndex index, List<List<RationaleEdit>> edits) {
        Map<String, BitSet> values = new LinkedHashMap<>();
        for (int place = 0; place < edits.size(); place++) {
            for (RationaleEdit edit : new RationaleEdits(edits.get(place)).standing()) {
                Optional<IndexedRow> row =
                        index.find(edit.split().word(), edit.uid()).flatMap(index::row);
                if (row.isPresent()) {
                    values.computeIfAbsent(kind(row.get(), place, edit), kind -> new BitSet())
                            .set(row.get().id());
                }
            }
        }
        return values.isEmpty() ? Map.of() : Map.of(FacetName.EDITED, values);
    }

    private static String kind(IndexedRow row, int place, RationaleEdit edit) {
        List<IndexedRationale> about = new ArrayList<>(row.rationales());
        about.removeIf(one -> one.run() != place || !one.source().equals(edit.source()));
        if (about.stream().noneMatch(one -> seen(one).equals(edit.rationaleSha256()))) {
            return "out of date";
        }
        if (edit.action() == Action.veto) {
            return "vetoed";
        }
        return edit.rationaleSha256().isEmpty() ? "written" : "edited";
    }
}
