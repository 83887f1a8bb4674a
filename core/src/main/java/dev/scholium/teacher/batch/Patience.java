package dev.scholium.teacher.batch;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherException;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import java.time.Duration;
import java.util.function.Supplier;

/** How calls that cost nothing are repeated, and what it means when they fail for good. One thread. */
final class Patience {

    private final TeacherConfig config;
    private final BatchPolicy policy;
    private long failingSince;
    private int failures;

    Patience(TeacherConfig config, BatchPolicy policy) {
        this.config = config;
        this.policy = policy;
    }

    /**
     * Calls until there is an answer.
     *
     * @param call may be made any number of times
     * @return its answer
     * @throws TeacherException if there was none in the end
     */
    <T> T repeat(Supplier<T> call) {
        while (true) {
            try {
                T answer = call.get();
                failures = 0;
                return answer;
            } catch (TeacherFault fault) {
                pause(fault);
            }
        }
    }

    /** Waits after a fault, or gives up. */
    void pause(TeacherFault fault) {
        checkInterrupted();
        if (failures == 0) {
            failingSince = System.nanoTime();
        }
        failures++;
        boolean hopeless = fault.kind() == Kind.HOPELESS || fault.kind() == Kind.PROMPT_REFUSED;
        if (hopeless || System.nanoTime() - failingSince > config.maxWait() * 1e9 || failures > 1 + tries(fault)) {
            throw stop(fault.reason());
        }
        Duration own = policy.delay(failures);
        Duration asked = fault.retryAfter().orElse(Duration.ZERO);
        sleep(asked.compareTo(own) > 0 ? asked : own);
    }

    private int tries(TeacherFault fault) {
        return fault.kind() == Kind.RATE_LIMITED ? Integer.MAX_VALUE - 1 : config.maxRetries();
    }

    /** {@return what ends the run, in one line; the jobs go on at the provider} */
    TeacherException stop(String why) {
        return new TeacherException(
                config.model(), "batch jobs of " + config.model() + " at " + config.baseUrl() + ": " + why);
    }

    void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checkInterrupted();
        }
    }

    void checkInterrupted() {
        if (Thread.interrupted()) {
            throw new ScholiumException(
                    ExitCode.INTERRUPTED,
                    "interrupted: submitted batch jobs go on at " + config.provider()
                            + "; run the same command again to go on, or \"scholium batch cancel\"");
        }
    }
}
