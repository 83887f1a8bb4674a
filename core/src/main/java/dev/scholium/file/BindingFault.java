package dev.scholium.file;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Why keys and values did not become a record, in words for whoever wrote them.
 *
 * @param path dotted path of the key; empty for the whole
 * @param problem what is wrong with it, without the path
 * @param unknown whether there is no such key
 */
public record BindingFault(String path, String problem, boolean unknown) {

    private static final int SHOWN = 60; // characters of a value

    /**
     * Words what Jackson found.
     *
     * @param e thrown while a record was read
     * @param tree what it was read from
     * @param hidden keys that are not named among the known ones
     * @return where and what
     */
    public static BindingFault of(JacksonException e, JsonNode tree, Set<String> hidden) {
        String path = e.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? String.valueOf(reference.getIndex())
                        : reference.getPropertyName())
                .collect(Collectors.joining("."));
        return new BindingFault(path, problem(e, tree, hidden), e instanceof UnrecognizedPropertyException);
    }

    private static String problem(JacksonException e, JsonNode tree, Set<String> hidden) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key " + unknown.getPropertyName() + known(unknown.getKnownPropertyIds(), hidden);
        }
        if (e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null) {
            return cause.getMessage();
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "must be " + wanted(mismatch.getTargetType()) + ", but is " + found(e, tree);
        }
        return e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("impossible value")
                .replace("`", "");
    }

    private static String known(@Nullable Collection<Object> keys, Set<String> hidden) {
        return keys == null
                ? ""
                : keys.stream()
                        .map(String::valueOf)
                        .filter(name -> !hidden.contains(name))
                        .collect(Collectors.joining(", ", "; known here: ", ""));
    }

    private static String wanted(Class<?> type) {
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == Boolean.class) {
            return type == boolean.class || type == Boolean.class ? "true or false" : "a number";
        }
        if (CharSequence.class.isAssignableFrom(type) || type.isEnum()) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "a mapping of keys to values";
    }

    private static String found(JacksonException e, JsonNode tree) {
        JsonNode at = tree;
        for (JacksonException.Reference step : e.getPath()) {
            at = step.getPropertyName() == null ? at.path(step.getIndex()) : at.path(step.getPropertyName());
        }
        return switch (at.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "a mapping of keys to values";
            case NULL, MISSING -> "empty";
            default -> shown(at.toString());
        };
    }

    private static String shown(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }

    /** {@return the problem behind the path of the key, or, of an unknown key, of the mapping where it stands} */
    @Override
    public String toString() {
        int end = unknown ? Math.max(0, path.lastIndexOf('.')) : path.length();
        return end == 0 ? problem : path.substring(0, end) + ": " + problem;
    }
}
