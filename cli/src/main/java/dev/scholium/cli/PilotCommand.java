package dev.scholium.cli;

import dev.scholium.pilot.PilotPlan;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries prompt templates on a sample of rows. */
@Command(
        name = "pilot",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a sample of a recipe's training rows by several prompt templates before the big spend.",
            "Says how many replies are usable, refused, cut off and agree with gold, how long they are and what they cost,"
                    + " each with its interval. Answers are journalled: the run finds them and does not pay again."
        },
        footer = {
            "",
            "Examples:",
            "  scholium pilot my.yaml --rows 100 --dry-run",
            "  scholium pilot my.yaml --prompts reasoning,mine.yaml --rows 100"
        })
final class PilotCommand implements Callable<Integer> {

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Option(
            names = "--prompts",
            paramLabel = "NAME",
            split = ",",
            description = "Sources of rationales of the recipe, built-in templates, or template files; all sources of"
                    + " the recipe that a teacher writes when not given.")
    private List<String> prompts = List.of();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many rows, each label with its share, all with different premises (${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the sample and of the intervals (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many rows to show with every template's reply (${DEFAULT-VALUE}).")
    private int shown;

    @Option(
            names = "--dry-run",
            description =
                    "Say what would be asked and what it would cost. Nothing is sent or written; no key is needed.")
    private boolean dryRun;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        return recipe.pilot(new PilotPlan(prompts, rows, seed, shown), dryRun, format.format());
    }
}
