package dev.scholium.evaluate.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the lowest point of a smooth convex function by limited-memory BFGS with a backtracking line search.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal and Wright 2006, algorithms 3.1 and 7.4</a>
 */
final class Lbfgs {

    private static final int REMEMBERED = 5;
    private static final int MOST_STEPS = 1000;
    private static final double SUFFICIENT = 1e-4;

    private Lbfgs() {}

    /** A function with its gradient. */
    @FunctionalInterface
    interface Function {
        /**
         * The function at a point.
         *
         * @param point where
         * @param gradient is filled with the gradient there
         * @return the value
         */
        double at(double[] point, double[] gradient);
    }

    /** One remembered step: how the point and the gradient changed, and 1 over their product. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Step(double[] point, double[] gradient, double inverse) {}

    /**
     * Goes down from a point.
     *
     * @param function convex and smooth
     * @param start where to begin; becomes the lowest point
     * @param tolerance how steep the gradient may still be there, by its largest number
     */
    static void minimise(Function function, double[] start, double tolerance) {
        double[] gradient = new double[start.length];
        double value = function.at(start, gradient);
        Deque<Step> steps = new ArrayDeque<>();
        for (int number = 0; number < MOST_STEPS && largest(gradient) > tolerance; number++) {
            double[] direction = direction(gradient, steps);
            double slope = dot(direction, gradient);
            double length = steps.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double[] next = new double[start.length];
            double[] nextGradient = new double[start.length];
            double nextValue = go(function, start, direction, length, next, nextGradient);
            while (nextValue > value + SUFFICIENT * length * slope && length > 1e-16) {
                length /= 2;
                nextValue = go(function, start, direction, length, next, nextGradient);
            }
            if (nextValue >= value) {
                return; // as low as doubles can tell
            }
            remember(steps, start, next, gradient, nextGradient);
            System.arraycopy(next, 0, start, 0, next.length);
            gradient = nextGradient;
            value = nextValue;
        }
    }

    private static double go(
            Function function, double[] from, double[] direction, double length, double[] to, double[] gradient) {
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i] + length * direction[i];
        }
        return function.at(to, gradient);
    }

    private static void remember(Deque<Step> steps, double[] from, double[] to, double[] before, double[] after) {
        double[] point = new double[from.length];
        double[] gradient = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            point[i] = to[i] - from[i];
            gradient[i] = after[i] - before[i];
        }
        double product = dot(point, gradient);
        if (product > 0) {
            steps.addLast(new Step(point, gradient, 1 / product));
            if (steps.size() > REMEMBERED) {
                steps.removeFirst();
            }
        }
    }

    /** The two loops of algorithm 7.4: minus the gradient times an estimate of the inverse curvature. */
    private static double[] direction(double[] gradient, Deque<Step> steps) {
        double[] direction = new double[gradient.length];
        add(direction, -1, gradient);
        double[] shares = new double[steps.size()];
        int at = shares.length;
        for (Iterator<Step> newest = steps.descendingIterator(); newest.hasNext(); ) {
            Step step = newest.next();
            shares[--at] = step.inverse() * dot(step.point(), direction);
            add(direction, -shares[at], step.gradient());
        }
        if (!steps.isEmpty()) {
            Step last = steps.getLast();
            double scale = 1 / (last.inverse() * dot(last.gradient(), last.gradient()));
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (Step step : steps) {
            double share = step.inverse() * dot(step.gradient(), direction);
            add(direction, shares[at++] - share, step.point());
        }
        return direction;
    }

    private static void add(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
