package dev.scholium.report;

import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.pilot.PilotResults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a report tells of.
 *
 * @param folder name of the run folder
 * @param manifest how the run went
 * @param recipe text of {@code recipe.yaml}, empty without one
 * @param results scores, absent before the evaluation
 * @param trials the trainings in the order of their folders' names
 * @param rowsSplit the split that the rows are of
 * @param rows some rows in full
 * @param faults rows in whose rationales a fault was found
 * @param pilot what was tried before the run; absent if nothing was
 * @param sweep how the trials of a sweep stand; absent if the run is none
 * @param chosen what a sweep chose, point against point; empty where it chose but one
 * @param faithfulness whether labels heed rationales; absent if it was not asked
 * @param further calibration, and lengths of rationales
 */
record RunContents(
        String folder,
        Manifest manifest,
        String recipe,
        @Nullable Results results,
        List<Trial> trials,
        String rowsSplit,
        List<ShownRow> rows,
        List<FaultSample> faults,
        @Nullable PilotResults pilot,
        @Nullable SweepResults sweep,
        List<RunContrast> chosen,
        @Nullable Faithfulness faithfulness,
        FurtherFigures further) {}
