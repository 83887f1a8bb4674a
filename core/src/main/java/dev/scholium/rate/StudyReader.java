package dev.scholium.rate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.BindingFault;
import dev.scholium.file.Json;
import dev.scholium.file.ResourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a study's file, laid over {@code defaults.yaml}; unknown keys and impossible values are refused. */
public final class StudyReader {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final List<Question> SCALES = List.of(
            new Question("faithful", "Is it true to the texts?", "contradicts them", "wholly true"),
            new Question("supports", "Does it support the label?", "not at all", "wholly"),
            new Question("helpful", "Does it help to see why the label is right?", "not at all", "very much"),
            new Question("written", "Is it well written?", "badly", "very well"));

    private static final List<Question> PAIRS =
            List.of(new Question("better", "Which one explains the label better?", "", ""));

    private StudyReader() {}

    /**
     * Reads a study.
     *
     * @param file YAML
     * @return the study; its files' names are as they stand, relative to the study's folder
     * @throws ScholiumException if it cannot be read, or holds an unknown key or an impossible value
     */
    public static Study read(Path file) {
        ObjectNode tree = YAML.createObjectNode();
        try {
            JsonNode given = YAML.readTree(Files.readString(file));
            if (!(given instanceof ObjectNode study)) {
                throw new ScholiumException(
                        ExitCode.USAGE, file + ": a study must be a YAML mapping of keys to values, but is none");
            }
            tree = laidOver((ObjectNode) YAML.readTree(defaults()), study);
            questions(tree);
            return Json.mapper()
                    .readerFor(Study.class)
                    .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .readValue(tree);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.USAGE, file + ": " + BindingFault.of(e, tree, Set.of()), e);
        }
    }

    private static String defaults() {
        return ResourceText.of(StudyReader.class, "defaults.yaml");
    }

    /** The sections of a study, key by key; its lists and named entries as a whole. */
    private static ObjectNode laidOver(ObjectNode defaults, ObjectNode study) {
        study.properties().forEach(entry -> {
            boolean section = List.of("rows", "raters", "precision").contains(entry.getKey());
            if (section && entry.getValue() instanceof ObjectNode given) {
                ((ObjectNode) defaults.path(entry.getKey())).setAll(given);
            } else {
                defaults.set(entry.getKey(), entry.getValue());
            }
        });
        return defaults;
    }

    private static void questions(ObjectNode tree) {
        boolean pairs = tree.path("form").asString("").equals(Study.Form.PAIRS.word());
        if (tree.path("questions").isEmpty()) {
            tree.set("questions", Json.mapper().valueToTree(pairs ? PAIRS : SCALES));
        }
        for (JsonNode question : tree.path("questions")) {
            if (question instanceof ObjectNode own) {
                own.putIfAbsent("low", own.stringNode(pairs ? "" : "not at all"));
                own.putIfAbsent("high", own.stringNode(pairs ? "" : "wholly"));
            }
        }
        for (JsonNode row : tree.path("practice")) {
            if (row instanceof ObjectNode own) {
                own.putIfAbsent("note", own.stringNode(""));
                if (own.path("rationale").isString()) {
                    ArrayNode one = own.arrayNode().add(own.path("rationale").asString());
                    own.set("rationale", one);
                }
            }
        }
    }
}
