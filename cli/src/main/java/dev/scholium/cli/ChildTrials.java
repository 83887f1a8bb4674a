package dev.scholium.cli;

import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.file.AtomicFile;
import dev.scholium.run.SweepFolder;
import dev.scholium.run.TrialWorker;
import dev.scholium.torch.DeviceChoice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does every trial in a Java process of its own: libtorch's threads and random numbers belong to a process, and one
 * that runs out of memory takes no other trial with it.
 */
final class ChildTrials implements TrialWorker {

    private static final String OWN_LINE = "scholium: ";
    private static final int SIGNALS = 128;

    /** Of Java's options: agents, which may hold a port or a file, and what tells of this process's terminal. */
    private static final String NOT_HANDED_ON = "-(agent|javaagent|Dscholium\\.terminal).*";

    private final DeviceChoice device;

    /**
     * Trials that compute on a device.
     *
     * @param device which
     */
    ChildTrials(DeviceChoice device) {
        this.device = device;
    }

    @Override
    public Optional<String> work(SweepFolder folder, String trial, DataSplit split, int threads)
            throws InterruptedException {
        Path log = folder.trialLog(trial);
        Process process = start(folder, trial, split, threads, log);
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            process.destroy(); // SIGTERM: it saves a checkpoint and ends
            while (process.isAlive()) {
                waitForItsEnd(process);
            }
            throw e;
        }
        if (status == ExitCode.INTERRUPTED.status()) {
            throw new InterruptedException(trial + " was stopped"); // by the same Ctrl-C
        }
        return status == ExitCode.DONE.status() ? Optional.empty() : Optional.of(reason(status, log));
    }

    private static void waitForItsEnd(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly(); // asked twice: what the last checkpoint holds must do
        }
    }

    private Process start(SweepFolder folder, String trial, DataSplit split, int threads, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.matches(NOT_HANDED_ON))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "sweep",
                "trial",
                folder.path().toString(),
                trial,
                split.name(),
                "--device",
                device.word()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        try {
            return builder.start();
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(log, e);
        }
    }

    /** The last line of the process's own, or what its status tells. */
    private static String reason(int status, Path log) {
        if (status > SIGNALS) {
            return "its process was killed by signal " + (status - SIGNALS)
                    + "; if it was 9, the machine may have run out of memory: lower batch_size or sweep.parallel";
        }
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith(OWN_LINE))
                    .reduce((before, after) -> after)
                    .map(line -> line.substring(OWN_LINE.length()))
                    .orElse("its process ended with status " + status + "; see " + log);
        } catch (IOException e) {
            return "its process ended with status " + status;
        }
    }
}
