package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.PromptTemplates;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes the prompt templates. */
@Command(
        name = "prompt",
        mixinStandardHelpOptions = true,
        description = "Lists the built-in prompt templates, and shows a template word for word.",
        subcommands = {PromptCommand.ListCommand.class, PromptCommand.ShowCommand.class},
        footer = {"", "Example:", "  scholium prompt show reasoning-label-free"})
final class PromptCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE.status();
    }

    /** Lists the built-in templates. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the built-in templates with version, kind, form of reply and hash.",
            footer = {"", "Example:", "  scholium prompt list"})
    static final class ListCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            String row = "%-26s %-8s %-11s %-10s %-13s %s%n";
            out.printf(row, "name", "version", "kind", "sees label", "names label", "SHA-256");
            for (String name : PromptTemplates.builtIn()) {
                PromptTemplate template = PromptTemplates.find(name);
                out.printf(
                        row,
                        name,
                        template.version(),
                        template.kind(),
                        template.seesLabel() ? "yes" : "no",
                        template.reply().namesLabel() ? "yes" : "no",
                        template.hash().substring(0, 12));
            }
            out.flush();
            return ExitCode.DONE.status();
        }
    }

    /** Shows one template. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a template's file: copy it to write your own.",
            footer = {"", "Example:", "  scholium prompt show reasoning > mine.yaml"})
    static final class ShowCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "NAME", description = "A built-in template, or a file.")
        private String name = "";

        @Override
        public Integer call() {
            spec.commandLine().getOut().print(PromptTemplates.text(name));
            spec.commandLine().getOut().flush();
            return ExitCode.DONE.status();
        }
    }
}
