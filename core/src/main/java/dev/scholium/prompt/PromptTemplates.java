package dev.scholium.prompt;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.ResourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads prompt templates: the built-in ones, and a user's from YAML files that may hold no unknown key. */
public final class PromptTemplates {

    private static final List<String> BUILT_IN = List.of(
            "extraction",
            "reasoning",
            "reasoning-sentence",
            "reasoning-json",
            "reasoning-label-free",
            "reasoning-label-free-text");
    private static final List<String> FOR_NEW_ROWS =
            List.of("paraphrase", "translation", "back-translation", "counterfactual", "adversarial");
    private static final String JUDGE = "judge";
    private static final String KEYS =
            "name, version, kind, sees_label, system, user, label_words, reply, demonstrations";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PromptTemplates() {}

    /** {@return names of the templates for rationales that come with Scholium, the paper's two kinds first} */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * A template by its built-in name, or from a file.
     *
     * @param nameOrFile a name of {@link #builtIn}, of a template for new rows, or a path to a YAML file
     * @return the template
     * @throws ScholiumException if there is neither such a template nor such a file, or the file is no template
     */
    public static PromptTemplate find(String nameOrFile) {
        if (BUILT_IN.contains(nameOrFile) || FOR_NEW_ROWS.contains(nameOrFile)) {
            return readBuiltIn(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "prompt template must be one of " + BUILT_IN + " or a YAML file, but there is no file "
                            + nameOrFile);
        }
        return read(file);
    }

    /**
     * The template by which a teacher judges rationales; its place {@code {rationale}} is no field of a task.
     *
     * @return the built-in template; replies to it are {@link TeacherReply.Judgement}s
     */
    public static PromptTemplate judge() {
        return readBuiltIn(JUDGE);
    }

    /**
     * A template of the user's.
     *
     * @param file YAML with the keys of {@link PromptTemplate}
     * @return the template
     * @throws ScholiumException if the file cannot be read or is no template; the message names the line
     */
    public static PromptTemplate read(Path file) {
        PromptTemplate template = parse(file.toString(), fileText(file));
        if (template.reply() instanceof JudgementReply) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    file + ": reply: form must be text or json, but is judgement, which is the built-in judge's");
        }
        return template;
    }

    /**
     * A template's file, word for word.
     *
     * @param nameOrFile a name of {@link #builtIn}, {@code judge}, or a path to a YAML file
     * @return its text
     * @throws ScholiumException if there is neither such a template nor such a file
     */
    public static String text(String nameOrFile) {
        if (BUILT_IN.contains(nameOrFile) || nameOrFile.equals(JUDGE)) {
            return builtInText(nameOrFile);
        }
        find(nameOrFile);
        return fileText(Path.of(nameOrFile));
    }

    private static PromptTemplate readBuiltIn(String name) {
        return parse(resource(name), builtInText(name));
    }

    private static String resource(String name) {
        return "/dev/scholium/prompts/" + name + ".yaml";
    }

    private static String builtInText(String name) {
        return ResourceText.of(PromptTemplates.class, resource(name));
    }

    private static String fileText(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ScholiumException(ExitCode.USAGE, file + ": must be UTF-8, but is not", e);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static PromptTemplate parse(String origin, String yaml) {
        try {
            TemplateFile form = YAML.readValue(yaml, TemplateFile.class);
            if (form == null) {
                throw new ScholiumException(ExitCode.USAGE, origin + ": must be a prompt template, but is empty");
            }
            return form.template();
        } catch (UnrecognizedPropertyException e) {
            String key = e.getPropertyName();
            throw new ScholiumException(
                    ExitCode.USAGE,
                    origin + ":" + lineOf(key, yaml) + ": a prompt template has no key \"" + key + "\"; its keys are "
                            + KEYS,
                    e);
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            String line = location == null || location.getLineNr() < 1 ? "" : ":" + location.getLineNr();
            String reason = e.getOriginalMessage().lines().findFirst().orElse("is not YAML");
            throw new ScholiumException(ExitCode.USAGE, origin + line + ": is no prompt template: " + reason, e);
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, origin + ": " + e.getMessage(), e);
        }
    }

    private static int lineOf(String key, String yaml) {
        List<String> lines = yaml.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(key)) {
                return i + 1;
            }
        }
        return 1;
    }
}
