package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line and an exit code; a defect keeps its stack trace. */
final class FailureHandler implements IExecutionExceptionHandler {

    private final BooleanSupplier stacktrace;

    /**
     * A handler.
     *
     * @param stacktrace whether the user wants to see where failures come from
     */
    FailureHandler(BooleanSupplier stacktrace) {
        this.stacktrace = stacktrace;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (e instanceof ScholiumException failure) {
            err.println("scholium: " + failure.getMessage());
            if (stacktrace.getAsBoolean()) {
                failure.printStackTrace(err);
            }
            return failure.exitCode().status();
        }
        err.println("scholium: a defect, please report it with the lines below");
        e.printStackTrace(err);
        return ExitCode.FAILED.status();
    }
}
