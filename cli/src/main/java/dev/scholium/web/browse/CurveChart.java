package dev.scholium.web.browse;

import dev.scholium.web.browse.TrialCurves.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A chart of curves over steps, drawn without a script: {@link #WIDTH} by {@link #HEIGHT} units.
 *
 * @param title what is drawn
 * @param curves one a training
 * @param low the least value
 * @param high the greatest value
 * @param steps the last step
 */
record CurveChart(String title, List<Curve> curves, double low, double high, long steps) {

    static final int WIDTH = 600;
    static final int HEIGHT = 220;

    /** Some 300 points are as much as a screen shows. */
    private static final int MOST_POINTS = 300;

    /**
     * A line through points.
     *
     * @param trial whose it is
     * @param points {@code x,y x,y ...} in the chart's units
     * @param last its last value
     */
    record Curve(String trial, String points, String last) {

        /** {@return where it ends, from the left} */
        String endX() {
            return end(0);
        }

        /** {@return where it ends, from the top} */
        String endY() {
            return end(1);
        }

        private String end(int coordinate) {
            return points.substring(points.lastIndexOf(' ') + 1).split(",", -1)[coordinate];
        }
    }

    static CurveChart of(String title, List<TrialCurves> trials, Function<TrialCurves, List<Point>> points) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        long steps = 1;
        for (TrialCurves trial : trials) {
            for (Point point : points.apply(trial)) {
                low = Math.min(low, point.value());
                high = Math.max(high, point.value());
                steps = Math.max(steps, point.step());
            }
        }
        List<Curve> curves = new ArrayList<>();
        for (TrialCurves trial : trials) {
            List<Point> of = points.apply(trial);
            if (!of.isEmpty()) {
                curves.add(new Curve(
                        trial.trial(),
                        line(of, low, high, steps),
                        number(of.get(of.size() - 1).value())));
            }
        }
        return new CurveChart(title, curves, low, high, steps);
    }

    private static String line(List<Point> points, double low, double high, long steps) {
        StringBuilder line = new StringBuilder();
        int every = Math.max(1, points.size() / MOST_POINTS);
        for (int i = 0; i < points.size(); i++) {
            if (i % every == 0 || i == points.size() - 1) {
                Point point = points.get(i);
                double y = high > low ? (high - point.value()) / (high - low) : 0.5;
                line.append(
                        String.format(Locale.ROOT, "%.1f,%.1f ", point.step() * (double) WIDTH / steps, y * HEIGHT));
            }
        }
        return line.toString().strip();
    }

    boolean isEmpty() {
        return curves.isEmpty();
    }

    /** {@return the chart in words} */
    String words() {
        return title + " from " + number(low) + " to " + number(high) + " over " + steps + " steps";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }
}
