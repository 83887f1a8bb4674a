package dev.scholium.cli;

import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.run.SweepFolder;
import dev.scholium.run.TrialSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does one trial of a sweep for the process that started it, and ends with it. */
@Command(
        name = "trial",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Does one trial for the sweep that starts this; not meant for people.")
final class SweepTrialCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "The sweep's folder.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "ID", description = "The trial.")
    private String trial = "";

    @Parameters(index = "2", paramLabel = "SPLIT", description = "What it predicts: dev or test.")
    private DataSplit split = DataSplit.DEV;

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        endWithTheSweep();
        new TrialSession(
                        device.engine(),
                        new ConsoleProgress(spec.commandLine().getErr()),
                        Clock.systemUTC(),
                        System.getenv())
                .run(new SweepFolder(folder), trial, split);
        return ExitCode.DONE.status();
    }

    /** Standard input is a pipe from the sweep's process: its end says that the sweep was killed. */
    private static void endWithTheSweep() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            Thread.onSpinWait();
                        }
                    } catch (IOException e) {
                        // as good as its end
                    }
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
                },
                "end-with-the-sweep");
        watch.setDaemon(true);
        watch.start();
    }
}
