package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.run.RunBatches;
import dev.scholium.teacher.batch.BatchAsker;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks after the batch jobs of a recipe's teacher; one method a subcommand. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Looks after the batch jobs that a recipe's teacher was asked by; none of these commands spends anything.",
            "\"scholium augment RECIPE --batch\" makes the jobs, and goes on with them."
        },
        footer = {"", "Example:", "  scholium augment my.yaml --batch --no-wait", "  scholium batch status my.yaml"})
final class BatchCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Lists all jobs; asks the provider how the open ones stand.",
            footer = {"", "Example:", "  scholium batch status my.yaml"})
    int status(@Mixin RecipeOptions recipe) {
        try (RunBatches batches = recipe.batches()) {
            for (BatchAsker.JobStatus job : batches.jobs().status()) {
                String name = job.providerId().isEmpty() ? "-" : job.providerId();
                String note = job.note().isEmpty() ? "" : ": " + job.note();
                out().println(job.id() + "  " + name + "  " + job.requests() + " requests  " + job.state() + note);
            }
        }
        out().flush();
        return ExitCode.DONE.status();
    }

    @Command(
            name = "wait",
            mixinStandardHelpOptions = true,
            description = "Waits until all jobs have ended, and takes their replies into the journal.",
            footer = {"", "Example:", "  scholium batch wait my.yaml"})
    int await(@Mixin RecipeOptions recipe) {
        try (RunBatches batches = recipe.batches()) {
            batches.jobs().await(new ConsoleProgress(spec.commandLine().getErr()));
        }
        return ExitCode.DONE.status();
    }

    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description =
                    "Takes the replies of jobs that have ended into the journal, and says how many are still open.",
            footer = {"", "Example:", "  scholium batch fetch my.yaml"})
    int fetch(@Mixin RecipeOptions recipe) {
        try (RunBatches batches = recipe.batches()) {
            int open =
                    batches.jobs().fetch(new ConsoleProgress(spec.commandLine().getErr()));
            out().println(open + (open == 1 ? " job is open" : " jobs are open"));
        }
        out().flush();
        return ExitCode.DONE.status();
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = {
                "Asks the provider to end all open jobs.",
                "What was answered by then is paid for: \"scholium batch wait\" takes it in."
            },
            footer = {"", "Example:", "  scholium batch cancel my.yaml"})
    int cancel(@Mixin RecipeOptions recipe) {
        try (RunBatches batches = recipe.batches()) {
            batches.jobs().cancel().forEach(out()::println);
        }
        out().flush();
        return ExitCode.DONE.status();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
