package dev.scholium.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes a run's rationales anew by the present parser. */
@Command(
        name = "reparse",
        mixinStandardHelpOptions = true,
        description = {"Reads a run's replies again from the journal, by this version's parser; asks nobody."},
        footer = {"", "Example:", "  scholium reparse runs/my"})
final class ReparseCommand implements Callable<Integer> {

    @Mixin
    private RebuildOptions run = new RebuildOptions();

    @Override
    public Integer call() {
        return run.rebuild(List.of());
    }
}
