package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.student.Decoding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a student chooses what it writes: greedily unless beams or sampling are asked for. */
final class DecodingOptions {

    @Option(
            names = "--beams",
            paramLabel = "N",
            description = "Follow so many outputs at once and take the most probable one; greedy if not given.")
    private @Nullable Integer beams;

    @Option(
            names = "--length-penalty",
            paramLabel = "N",
            defaultValue = "1.0",
            description = "With --beams: above 0 favours longer outputs (${DEFAULT-VALUE}).")
    private double lengthPenalty;

    @Option(names = "--sample", description = "Draw tokens by their probabilities instead of taking the best.")
    private boolean sample;

    @Option(
            names = "--temperature",
            paramLabel = "N",
            defaultValue = "1.0",
            description = "With --sample: below 1 for likelier tokens (${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "N",
            defaultValue = "1.0",
            description =
                    "With --sample: draw from the likeliest tokens that have this probability" + " (${DEFAULT-VALUE}).")
    private double topP;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "With --sample (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--labels-only-first", description = "Let outputs begin with nothing but a label of the task.")
    private boolean labelsOnlyFirst;

    Decoding decoding() {
        try {
            if (beams != null && sample) {
                throw new IllegalArgumentException("--beams and --sample exclude each other");
            }
            if (beams != null) {
                return new Decoding.Beam(beams, lengthPenalty);
            }
            return sample ? new Decoding.Sampling(temperature, topP, seed) : new Decoding.Greedy();
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    boolean labelsOnlyFirst() {
        return labelsOnlyFirst;
    }
}
