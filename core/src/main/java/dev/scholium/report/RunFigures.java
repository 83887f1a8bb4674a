package dev.scholium.report;

import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SweepResults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of several runs tells of each.
 *
 * @param manifest how the run went
 * @param results scores
 * @param trials the trainings in the order of their folders' names
 * @param sweep how the trials of a sweep stand; absent if the run is none
 * @param further calibration, and lengths of rationales
 */
record RunFigures(
        Manifest manifest,
        Results results,
        List<Trial> trials,
        @Nullable SweepResults sweep,
        FurtherFigures further) {}
