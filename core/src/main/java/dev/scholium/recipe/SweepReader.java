package dev.scholium.recipe;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the trials of a recipe's sweep: each is a whole recipe, with the checks of every other. */
public final class SweepReader {

    private final RecipeReader recipes;

    /**
     * A reader.
     *
     * @param environment variables that a recipe may name as {@code ${NAME}}
     */
    public SweepReader(Map<String, String> environment) {
        this.recipes = new RecipeReader(environment);
    }

    /**
     * Reads a recipe file's sweep.
     *
     * @param file a YAML file with a section {@code sweep}
     * @param overrides {@code key=value} pairs laid over the file, {@code sweep.parallel=2} among them
     * @return all trials, each once
     * @throws ScholiumException if the file is unreadable or has no sweep, or if a point is no valid recipe
     */
    public Sweep read(Path file, List<String> overrides) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        String origin = file.toString();
        SweepSpec spec = recipes.sweep(origin, text, overrides)
                .orElseThrow(() -> new ScholiumException(
                        ExitCode.USAGE,
                        origin + ": has no section sweep, such as sweep: {cross: {training.learning_rate: [6e-4,"
                                + " 1.2e-3]}}; \"scholium run\" carries out a recipe without one"));
        Recipe base = recipes.read(file, overrides);
        List<SweepPoint> points = SweepPoint.of(spec);
        Set<String> swept = new LinkedHashSet<>();
        points.forEach(point -> swept.addAll(point.values().keySet()));
        Points all = new Points(
                origin,
                text,
                folder,
                overrides,
                base,
                points,
                new TrialSettings(folder.normalize(), swept, spec.choosePer()));
        List<Sweep.Round> rounds = new ArrayList<>();
        for (double epochs : epochs(origin, spec, base, swept)) {
            rounds.add(new Sweep.Round(epochs, ordered(trials(all, epochs), spec)));
        }
        return new Sweep(base.name(), base.note(), spec, rounds, text);
    }

    /** What all trials of a sweep are made of. */
    private record Points(
            String origin,
            String text,
            Path folder,
            List<String> overrides,
            Recipe base,
            List<SweepPoint> points,
            TrialSettings settings) {}

    private List<SweepTrial> trials(Points all, double epochs) {
        Map<String, SweepTrial> trials = new LinkedHashMap<>();
        Map<String, String> nameOfHash = new LinkedHashMap<>();
        for (SweepPoint point : all.points()) {
            for (long seed : seeds(all.origin(), point, all.base())) {
                Recipe recipe = recipe(all, point, seed, epochs);
                SweepTrial trial = trial(recipe, point, seed, all.settings(), nameOfHash);
                trials.putIfAbsent(trial.ending(), trial);
            }
        }
        return List.copyOf(trials.values());
    }

    /** Epochs of each round of successive halving; 0 for as many as the recipe says. */
    private static List<Double> epochs(String origin, SweepSpec spec, Recipe base, Set<String> swept) {
        List<Double> epochs = new ArrayList<>();
        HalvingSpec halving = spec.halving();
        if (halving != null) {
            if (swept.contains("training.epochs")) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        origin + ": sweep: halving decides how long points are trained, so training.epochs cannot be"
                                + " swept beside it");
            }
            for (double e = halving.minEpochs(); e < base.training().epochs(); e *= halving.eta()) {
                epochs.add(e);
            }
        }
        epochs.add(0.0);
        return epochs;
    }

    private static List<Long> seeds(String origin, SweepPoint point, Recipe base) {
        var seed = point.values().get(SweepPoint.SEED);
        if (seed != null && !seed.isIntegralNumber()) {
            throw new ScholiumException(
                    ExitCode.USAGE, origin + ": sweep: seed must be a whole number, but is " + seed.asString(""));
        }
        return seed == null ? base.seeds() : List.of(seed.asLong());
    }

    private Recipe recipe(Points all, SweepPoint point, long seed, double epochs) {
        Set<String> sources = all.base().rationales().keySet();
        if (!point.namesRationales() && sources.size() > 1) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    all.origin() + ": sweep: " + point.values() + " must say which rationales its student learns: one"
                            + " of " + sources + ", or none");
        }
        String only = sources.stream().findFirst().orElse("");
        try {
            return recipes.read(all.origin(), all.text(), all.folder(), all.overrides(), tree -> {
                tree.layOver(point.tree(), all.folder());
                if (epochs > 0) {
                    tree.layOver(SweepPoint.ofEpochs(epochs).tree(), all.folder());
                }
                tree.onlySystem("point", point.system(only), seed);
            });
        } catch (ScholiumException e) {
            throw new ScholiumException(e.exitCode(), e.getMessage() + " (sweep point " + point.values() + ")", e);
        }
    }

    private static SweepTrial trial(
            Recipe recipe, SweepPoint point, long seed, TrialSettings settings, Map<String, String> nameOfHash) {
        boolean labelsOnly = recipe.systems().values().iterator().next().isLabelsOnly();
        SweepPoint deciding = point.without(!labelsOnly);
        String name = nameOfHash.computeIfAbsent(settings.pointHash(recipe), hash -> {
            String shortForm = deciding.name(labelsOnly);
            return nameOfHash.containsValue(shortForm) ? shortForm + "_" + hash : shortForm;
        });
        return new SweepTrial(
                name + SweepTrial.SEED + seed + "-" + settings.hash(recipe),
                name,
                seed,
                deciding.values(),
                settings.groupHash(recipe),
                settings.likeHash(recipe),
                recipe.renamed(name));
    }

    private static List<SweepTrial> ordered(List<SweepTrial> trials, SweepSpec spec) {
        Comparator<SweepTrial> order = switch (spec.order()) {
            case SEEDS -> Comparator.comparingInt(trial -> seedNumbers(trials).indexOf(trial.seed()));
            case POINTS -> Comparator.comparingInt(trial -> pointNames(trials).indexOf(trial.point()));
            case SHUFFLED ->
                Comparator.comparing(trial -> trial.id().substring(trial.id().lastIndexOf('-')));
        };
        Comparator<SweepTrial> priority = Comparator.comparingInt(trial -> {
            for (int i = 0; i < spec.first().size(); i++) {
                if (trial.matches(spec.first().get(i))) {
                    return i;
                }
            }
            return spec.first().size();
        });
        List<SweepTrial> sorted = new ArrayList<>(trials);
        sorted.sort(priority.thenComparing(order)); // stable: equals stay in the order of the recipe
        return sorted;
    }

    private static List<Long> seedNumbers(List<SweepTrial> trials) {
        return trials.stream().map(SweepTrial::seed).distinct().toList();
    }

    private static List<String> pointNames(List<SweepTrial> trials) {
        return trials.stream().map(SweepTrial::point).distinct().toList();
    }
}
