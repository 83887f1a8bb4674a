package dev.scholium.teacher.mock;

import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the mock teacher misbehaves.
 *
 * @param seed which requests meet which fault
 * @param most how many faults between teacher and client one body meets, at least 0
 * @param latency how long the teacher thinks
 * @param transport faults between teacher and client; their shares sum to 1 at most
 * @param answers faults in what is said or billed; their shares sum to 1 at most
 * @param burst times of trouble
 * @param requests limit on requests; absent for none
 * @param tokens limit on tokens; absent for none
 * @param minute how long a minute of the limits lasts
 * @param quota how many answers there are in all
 */
record FaultPlan(
        long seed,
        int most,
        Latency latency,
        Map<TransportFault, FaultShare> transport,
        Map<AnswerFault, FaultShare> answers,
        FaultBurst burst,
        @Nullable RateLimit requests,
        @Nullable RateLimit tokens,
        Duration minute,
        long quota) {

    /**
     * Reads a specification as it stands on a command line.
     *
     * @param specification {@code 429=0.05,reset=0.02}, or the name of a YAML or JSON file with the same keys and
     *     values, ending in {@code .yaml}, {@code .yml} or {@code .json}
     * @return the plan
     * @throws ScholiumException if it is not understood, or the file cannot be read
     */
    static FaultPlan of(String specification) {
        return specification.matches("(?i).*\\.(yaml|yml|json)")
                ? FaultPlanFile.read(Path.of(specification))
                : FaultPlanReader.read("--faults", FaultPlanReader.pairs(specification));
    }
}
