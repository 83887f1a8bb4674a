package dev.scholium.web.browse;

import dev.scholium.browse.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the work in all run folders goes at one moment.
 *
 * @param runs one a folder
 */
record LivePage(List<Run> runs) {

    /**
     * A run folder.
     *
     * @param work its own process
     * @param trials a sweep's processes, one a trial
     * @param sweep how a sweep's trials stand; empty for a run that is none
     * @param charts of loss and accuracy, those that have curves
     */
    record Run(LiveWork work, List<LiveWork> trials, String sweep, List<CurveChart> charts) {}

    static LivePage of(Places places, Instant now) {
        List<Run> runs = new ArrayList<>();
        for (Place place : places.all()) {
            if (place instanceof Place.OfRun) {
                Path folder = place.path();
                List<TrialCurves> curves = TrialCurves.of(folder);
                List<CurveChart> charts = new ArrayList<>();
                charts.add(CurveChart.of("Loss", curves, TrialCurves::loss));
                charts.add(CurveChart.of("Accuracy on dev, %", curves, TrialCurves::accuracy));
                charts.removeIf(CurveChart::isEmpty);
                runs.add(new Run(
                        LiveWork.of(place.name(), folder, now),
                        LiveWork.trials(folder, now),
                        LiveWork.sweep(place),
                        charts));
            }
        }
        return new LivePage(runs);
    }
}
