package dev.scholium.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a run's rationales anew through other checks. */
@Command(
        name = "refilter",
        mixinStandardHelpOptions = true,
        description = {"Puts a run's replies from the journal through other checks; asks nobody."},
        footer = {"", "Example:", "  scholium refilter runs/my --set rationales.reasoning.checks.names-label=reject"})
final class RefilterCommand implements Callable<Integer> {

    @Mixin
    private RebuildOptions run = new RebuildOptions();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another policy or threshold: --set rationales.NAME.checks.CHECK=reject. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Override
    public Integer call() {
        return run.rebuild(overrides);
    }
}
