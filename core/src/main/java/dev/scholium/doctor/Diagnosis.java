package dev.scholium.doctor;

import dev.scholium.failure.ExitCode;
import java.util.List;

/**
 * All that was found.
 *
 * @param machine of this machine
 * @param teacher of the teacher; empty if none was looked at
 */
public record Diagnosis(List<Finding> machine, List<Finding> teacher) {

    /** Copies. */
    public Diagnosis {
        machine = List.copyOf(machine);
        teacher = List.copyOf(teacher);
    }

    /** {@return how the command ends: a teacher's problem goes before the machine's} */
    public ExitCode exitCode() {
        if (hasProblem(teacher)) {
            return ExitCode.TEACHER;
        }
        return hasProblem(machine) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static boolean hasProblem(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.PROBLEM);
    }
}
