package dev.scholium.teacher.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One sort of private text; in a recipe the name of a built-in one, or a name with a pattern.
 *
 * @param name at most 40 lower case letters, digits and hyphens: {@code email}, {@code case-number}
 * @param pattern a regular expression of RE2, which takes linear time on any text; empty for the built-in one
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
 */
public record RedactionRule(String name, String pattern) {

    /**
     * Checks name and pattern.
     *
     * @throws IllegalArgumentException if the name has other characters, is no built-in one's and has no pattern, or if
     *     the pattern is none of RE2's or matches the empty text
     */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public RedactionRule(@JsonProperty("name") String name, @JsonProperty("pattern") @Nullable String pattern) {
        if (name == null || !name.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "redact: a name must be lower case letters, digits and hyphens, but is \"" + name + "\"");
        }
        this.name = name;
        this.pattern = pattern == null ? "" : pattern;
        if (this.pattern.isEmpty()) {
            BuiltInPattern.named(name);
        } else {
            check(name, this.pattern);
        }
    }

    /**
     * A built-in rule.
     *
     * @param name one of {@link BuiltInPattern#words()}
     * @return the rule
     * @throws IllegalArgumentException if there is none of that name
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RedactionRule builtIn(String name) {
        return new RedactionRule(name, "");
    }

    private static void check(String name, String pattern) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "redact: the pattern of " + name + " must be a regular expression of RE2 (no look-around, no"
                            + " back-references), but: " + e.getDescription(),
                    e);
        }
        if (compiled.matches("")) {
            throw new IllegalArgumentException(
                    "redact: the pattern of " + name + " must not match the empty text, but is " + pattern);
        }
    }

    /** {@return the first part of its placeholders: {@code CASE_NUMBER}} */
    String placeholderName() {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** {@return finds such texts} */
    SecretFinder finder() {
        return pattern.isEmpty()
                ? BuiltInPattern.named(name).finder()
                : new SecretFinder(Pattern.compile(pattern), String::length);
    }
}
