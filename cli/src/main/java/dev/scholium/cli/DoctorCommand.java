package dev.scholium.cli;

import dev.scholium.doctor.Diagnosis;
import dev.scholium.doctor.Finding;
import dev.scholium.doctor.MachineDoctor;
import dev.scholium.doctor.TeacherDoctor;
import dev.scholium.file.Json;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.world.WorldTeacher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium doctor}: whether teacher and machine are fit for a run, before anything large is spent. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at this machine and, if one is named, at a teacher; says line by line what was found.",
            "The teacher is asked for one word, with the recipe's settings (a second time if it refuses the reply"
                    + " schema). The price is shown first and held to the budget; nothing is journalled."
        },
        footer = {
            "",
            "Exit codes: 0 nothing stands in the way, 1 the machine has a problem, 3 the teacher has one.",
            "",
            "Example:",
            "  scholium doctor --teacher provider=anthropic --teacher model=claude-haiku-4-5"
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Parameters(paramLabel = "RECIPE", arity = "0..1", description = "A recipe file, whose teacher is looked at.")
    private @Nullable Path recipeFile;

    @Option(
            names = "--teacher",
            paramLabel = "KEY=VALUE",
            description = "A key of a recipe's teacher, instead of the recipe's or of the default. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--offline", description = "Send nothing: look for the key and the price only.")
    private boolean offline;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        List<Finding> machine = new ArrayList<>(new MachineDoctor(Path.of("")).examine());
        machine.addAll(NativeFinding.look());
        List<Finding> teacher = config().map(this::examine).orElse(List.of());
        Diagnosis diagnosis = new Diagnosis(machine, teacher);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.format() == OutputFormat.json ? Json.page(diagnosis) : DiagnosisText.of(diagnosis));
        out.flush();
        return diagnosis.exitCode().status();
    }

    /** The teacher to look at; none if neither options nor a recipe that asks one name any. */
    private Optional<TeacherConfig> config() {
        RecipeReader reader = new RecipeReader(System.getenv());
        if (recipeFile == null) {
            return settings.isEmpty() ? Optional.empty() : Optional.of(reader.readTeacher(settings));
        }
        List<String> overrides =
                settings.stream().map(pair -> "teacher." + pair).toList();
        Recipe recipe = reader.read(recipeFile, overrides);
        boolean asks = recipe.rationales().values().stream().anyMatch(source -> !source.isRecorded());
        return asks || !settings.isEmpty() ? Optional.of(recipe.teacher()) : Optional.empty();
    }

    private List<Finding> examine(TeacherConfig config) {
        TeacherDoctor doctor = new TeacherDoctor(Set.of(WorldTeacher.MODEL), System.getenv(), Clock.systemUTC());
        return doctor.examine(config, offline);
    }
}
