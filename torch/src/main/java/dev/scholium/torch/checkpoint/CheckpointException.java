package dev.scholium.torch.checkpoint;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;

/**
 * A model or checkpoint file that is damaged, or does not hold what it should.
 *
 * <p>Names and values of the file stand in the message as text of one line: control characters become question marks,
 * and what is long is cut.
 */
public final class CheckpointException extends ScholiumException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 500; // characters of a name, and of a problem

    /** Where, as text: paths do not serialise. */
    private final String file;

    /** Which tensor, empty when it concerns the whole file. */
    private final String tensorName;

    /** What was wanted and found. */
    private final String problem;

    /**
     * A problem with a whole file.
     *
     * @param file where
     * @param problem what was wanted and what was found
     */
    public CheckpointException(Path file, String problem) {
        this(file, "", problem);
    }

    /**
     * A problem with one tensor of a file.
     *
     * @param file where
     * @param tensorName which tensor
     * @param problem what was wanted and what was found
     */
    public CheckpointException(Path file, String tensorName, String problem) {
        super(ExitCode.FAILED, file + ": " + (tensorName.isEmpty() ? "" : plain(tensorName) + " ") + plain(problem));
        this.file = file.toString();
        this.tensorName = tensorName;
        this.problem = problem;
    }

    private static String plain(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }

    /** {@return where} */
    public Path file() {
        return Path.of(file);
    }

    /** {@return which tensor, empty when it concerns the whole file} */
    public String tensorName() {
        return tensorName;
    }

    /** {@return what was wanted and what was found} */
    public String problem() {
        return problem;
    }
}
