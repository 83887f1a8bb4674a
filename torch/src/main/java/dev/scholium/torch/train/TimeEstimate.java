package dev.scholium.torch.train;

import dev.scholium.progress.TimeText;
import java.util.Optional;

/**
 * How long a training's steps will take, told before the first one.
 *
 * @param seconds of all its steps that are left
 * @param following how many trainings come after it, which are taken to need as long
 */
record TimeEstimate(double seconds, int following) {

    /** Seconds that are worth a line. */
    private static final double LONG = 60;

    /** {@return a line for the user, if there is long to wait} */
    Optional<String> line() {
        double all = seconds * (following + 1);
        if (all < LONG) {
            return Optional.empty();
        }
        String followers =
                following == 0 ? "" : ", " + TimeText.rounded(all) + " with the " + following + " that follow";
        return Optional.of("Its steps take about " + TimeText.rounded(seconds) + followers
                + ", by a trial of the largest batch; evaluations come on top");
    }
}
