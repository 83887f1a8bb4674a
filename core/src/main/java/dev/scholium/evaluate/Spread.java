package dev.scholium.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mean and spread of one figure over the seeds of a system.
 *
 * @param mean over the seeds
 * @param sd sample standard deviation (divisor n - 1); null with one seed
 */
public record Spread(double mean, @Nullable Double sd) {

    static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        if (values.size() < 2) {
            return new Spread(mean, null);
        }
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Spread(mean, Math.sqrt(squares / (values.size() - 1)));
    }
}
