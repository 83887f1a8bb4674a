package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.batch.BatchTeacher;
import java.time.Clock;
import java.util.Map;

/** Makes the teacher that a configuration describes. */
public final class Teachers {

    private final Map<String, Teacher> builtIn;
    private final Map<String, String> environment;
    private final Clock clock;

    /**
     * A maker of teachers.
     *
     * @param builtIn teachers in this process by the model name that a recipe gives them
     * @param environment the process's environment, where keys are looked up
     * @param clock for a {@code Retry-After} that is a date
     */
    public Teachers(Map<String, Teacher> builtIn, Map<String, String> environment, Clock clock) {
        this.builtIn = Map.copyOf(builtIn);
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * A teacher by its configuration; nothing is sent yet.
     *
     * @param config who and how
     * @return the teacher
     * @throws TeacherException if the key is missing and the server is not on this machine
     * @throws ScholiumException if no built-in teacher has that name
     */
    public Teacher of(TeacherConfig config) {
        return config.provider().equals(TeacherConfig.BUILT_IN)
                ? builtIn(config.model())
                : ChatTeacher.of(config, environment, clock);
    }

    /**
     * A teacher that is asked by its provider's batch jobs; nothing is sent yet.
     *
     * @param config who and how
     * @return the teacher
     * @throws TeacherException if the key is missing and the server is not on this machine
     * @throws ScholiumException if Scholium knows of no batch jobs of the provider
     */
    public BatchTeacher batch(TeacherConfig config) {
        return BatchTeacher.of(config, environment, clock);
    }

    /**
     * Who a configuration describes; needs no key, and nothing is sent.
     *
     * @param config who and how
     * @return the key of its requests in a journal
     * @throws ScholiumException if no built-in teacher has that name
     */
    public TeacherIdentity identity(TeacherConfig config) {
        return config.provider().equals(TeacherConfig.BUILT_IN)
                ? builtIn(config.model()).identity()
                : ChatTeacher.identityOf(config);
    }

    private Teacher builtIn(String model) {
        Teacher found = builtIn.get(model);
        if (found == null) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "teacher.model: no built-in teacher is called " + model + ", only "
                            + builtIn.keySet().stream().sorted().toList());
        }
        return found;
    }
}
