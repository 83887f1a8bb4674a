package dev.scholium.run;

import dev.scholium.augment.check.ChecksSpec;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.recipe.DemonstrationSpec;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the sources of rationales that a pilot compares: the recipe's own, or any template. */
final class PilotSources {

    private PilotSources() {}

    /**
     * The sources.
     *
     * @param recipe any recipe
     * @param prompts names of its sources, of built-in templates, or template files; empty for all its taught sources
     * @return settings by name
     * @throws ScholiumException if there are none, one is named twice, or one is recorded
     */
    static Map<String, RationaleSpec> of(Recipe recipe, List<String> prompts) {
        Map<String, RationaleSpec> sources = new LinkedHashMap<>();
        if (prompts.isEmpty()) {
            recipe.rationales().forEach((name, spec) -> {
                if (!spec.isRecorded()) {
                    sources.put(name, once(spec));
                }
            });
        }
        for (String prompt : prompts) {
            RationaleSpec own = recipe.rationales().get(prompt);
            String name = own == null ? name(prompt) : prompt;
            if (sources.put(name, own == null ? plain(prompt) : once(own)) != null) {
                throw usage("--prompts: " + prompt + " stands there twice");
            }
            if (own != null && own.isRecorded()) {
                throw usage("--prompts: " + prompt + " is a column of recorded rationales; a pilot asks a teacher");
            }
        }
        if (sources.isEmpty()) {
            throw usage(recipe.name() + ": asks no teacher; name templates with --prompts, such as "
                    + String.join(",", PromptTemplates.builtIn()));
        }
        return sources;
    }

    /** A pilot counts what the source's checks find, and asks nothing again. */
    private static RationaleSpec once(RationaleSpec spec) {
        return new RationaleSpec(
                spec.prompt(),
                spec.column(),
                spec.teacherLabelColumn(),
                spec.teacherAgreement(),
                spec.demonstrations(),
                spec.checks().withoutAskingAgain(),
                spec.splits());
    }

    private static RationaleSpec plain(String prompt) {
        PromptTemplates.find(prompt);
        return new RationaleSpec(
                prompt, "", "", "any", new DemonstrationSpec(0, 1, ""), ChecksSpec.defaults(), List.of("train"));
    }

    /** A template's name as sources are named: {@code my/reasoning-short.yaml} is {@code reasoning_short}. */
    private static String name(String prompt) {
        return String.valueOf(Path.of(prompt).getFileName())
                .replaceFirst("\\.ya?ml$", "")
                .replaceAll("[^A-Za-z0-9_.]", "_");
    }

    private static ScholiumException usage(String message) {
        return new ScholiumException(ExitCode.USAGE, message);
    }
}
