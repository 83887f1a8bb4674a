package dev.scholium.teacher.privacy;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * The private texts that Scholium knows by name.
 *
 * <p>They are found by their looks, and by their check digits where they have some. What has no form of its own (names,
 * street addresses) is not found; a recipe gives patterns of its own for it.
 */
public enum BuiltInPattern {
    /** An address with an at sign. */
    EMAIL("[\\p{L}\\p{N}._%+\\-]+@[\\p{L}\\p{N}\\-]+(?:\\.[\\p{L}\\p{N}\\-]+)+", String::length),

    /** A telephone number: international with a plus sign, North American, or national with a leading 0. */
    PHONE(
            "\\+\\d{1,3}(?:[ .\\-/]?(?:\\(\\d{1,5}\\)|\\d{1,5})){2,6}"
                    + "|\\(\\d{3}\\) ?\\d{3}[ .\\-]\\d{4}\\b"
                    + "|\\b\\d{3}[ .\\-]\\d{3}[ .\\-]\\d{4}\\b"
                    + "|\\b0\\d{2,5}[ /\\-]\\d{3,8}(?:[ \\-]\\d{2,6}){0,3}\\b",
            Digits::phone),

    /** A web address with its scheme, or one that begins with {@code www.}; a full stop after it is none of it. */
    URL("(?i)\\b(?:[a-z][a-z0-9+.\\-]*://|www\\.)[^\\s<>\"]*[^\\s<>\"'.,;:!?)\\]]", String::length),

    /** An international bank account number with right check digits, ISO 13616. */
    IBAN("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{1,4}){3,8}", CheckDigits::iban),

    /** A payment card's number with a right check digit, ISO/IEC 7812. */
    CARD("\\b\\d(?:[ \\-]?\\d){11,18}", CheckDigits::card),

    /** An internet address, version 4 or 6. */
    IP(
            "\\b(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\b"
                    + "|(?i)(?:\\b[0-9a-f]{1,4}:|\\B::)[0-9a-z:.]{1,43}",
            InternetAddress::accepted),

    /** A United States social security number, or what looks like one, where the authority gives such numbers out. */
    SSN("\\b\\d{3}-\\d{2}-\\d{4}\\b", Digits::socialSecurity);

    @SuppressWarnings("ImmutableEnumChecker") // a pattern and a function without state
    private final SecretFinder finder;

    BuiltInPattern(String pattern, ToIntFunction<String> accepted) {
        this.finder = new SecretFinder(Pattern.compile(pattern), accepted);
    }

    /** {@return the name in recipes} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return all names} */
    public static List<String> words() {
        return Arrays.stream(values()).map(BuiltInPattern::word).toList();
    }

    static BuiltInPattern named(String word) {
        return Arrays.stream(values())
                .filter(pattern -> pattern.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "redact: a name without a pattern must be one of " + words() + ", but is \"" + word + "\""));
    }

    SecretFinder finder() {
        return finder;
    }
}
