package dev.scholium.student;

/** How a student chooses what it writes. */
public sealed interface Decoding {

    /** The most probable token at every step. */
    record Greedy() implements Decoding {}

    /**
     * The most probable of the outputs that a beam search finds, as Hugging Face's transformers searches.
     *
     * @param beams outputs that are followed at once, at least 1
     * @param lengthPenalty exponent of the length by which a finished output's log-probability is divided
     */
    record Beam(int beams, double lengthPenalty) implements Decoding {

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if there is no beam
         */
        public Beam {
            if (beams < 1) {
                throw new IllegalArgumentException("beams must be at least 1, but is " + beams);
            }
        }
    }

    /**
     * Tokens drawn by their probabilities: one seed gives a source one output, whatever else is in its batch.
     *
     * @param temperature divides the scores before they become probabilities, more than 0
     * @param topP only the most probable tokens that together have this probability are drawn from, in {@code (0, 1]}
     * @param seed of the draws
     */
    record Sampling(double temperature, double topP, long seed) implements Decoding {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        public Sampling {
            if (!(temperature > 0 && Double.isFinite(temperature)) || !(topP > 0 && topP <= 1)) {
                throw new IllegalArgumentException(
                        "temperature must be more than 0 and top_p in (0, 1], but are " + temperature + " and " + topP);
            }
        }
    }
}
