package dev.scholium.report;

import dev.scholium.evaluate.Results;
import java.util.List;

/**
 * What the page of several runs tells of each.
 *
 * @param manifest how the run went
 * @param results scores
 * @param trials the trainings in the order of their folders' names
 * @param further calibration, and lengths of rationales
 */
record RunFigures(Manifest manifest, Results results, List<Trial> trials, FurtherFigures further) {}
