package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;

/** A teacher that cannot be asked any further: the run stops, and all that was answered is in the journal. */
public final class TeacherException extends ScholiumException {

    private static final long serialVersionUID = 1L;

    /** The model that was asked. */
    private final String model;

    /**
     * A teacher that cannot be asked.
     *
     * @param model the model that was asked
     * @param message one line: where, what was found, what to do; never a key
     */
    public TeacherException(String model, String message) {
        super(ExitCode.TEACHER, message);
        this.model = model;
    }

    /** {@return the model that was asked} */
    public String model() {
        return model;
    }
}
