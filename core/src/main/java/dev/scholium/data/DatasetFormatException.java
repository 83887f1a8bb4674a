package dev.scholium.data;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.util.List;

/** A data file whose rows, header or columns are not as they should be. */
public final class DatasetFormatException extends ScholiumException {

    /** How many bad rows are listed in full. */
    public static final int LISTED = 20;

    private static final long serialVersionUID = 1L;

    private final transient List<RowProblem> problems;
    /** How many bad rows there are in all. */
    private final long count;

    /**
     * Bad rows.
     *
     * @param problems the first of them, in the file's order; at least one
     * @param count how many there are in all
     */
    public DatasetFormatException(List<RowProblem> problems, long count) {
        super(ExitCode.FAILED, message(problems, count));
        this.problems = List.copyOf(problems);
        this.count = count;
    }

    /**
     * A file that cannot be used as a whole.
     *
     * @param message one line that begins with the file's name
     */
    public DatasetFormatException(String message) {
        super(ExitCode.FAILED, message);
        this.problems = List.of();
        this.count = 0;
    }

    /** {@return the bad rows that are listed; empty if the file as a whole is the problem} */
    public List<RowProblem> problems() {
        return problems == null ? List.of() : problems;
    }

    /** {@return how many bad rows there are in all} */
    public long count() {
        return count;
    }

    private static String message(List<RowProblem> problems, long count) {
        StringBuilder lines = new StringBuilder();
        problems.forEach(problem -> lines.append(problem).append('\n'));
        if (count > problems.size()) {
            lines.append("... and ").append(count - problems.size()).append(" more\n");
        }
        return lines.append(count)
                .append(count == 1 ? " bad row" : " bad rows")
                .append("; --on-bad-row skip goes on without ")
                .append(count == 1 ? "it" : "them")
                .toString();
    }
}
