package dev.scholium.student;

import java.util.Arrays;
import java.util.Locale;

/** The words of enums in files: lower case, with hyphens. */
final class Words {

    private Words() {}

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E of(E[] values, String key, String word) {
        for (E value : values) {
            if (word(value).equals(word.strip().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return value;
            }
        }
        throw new IllegalArgumentException(key + " must be one of "
                + Arrays.stream(values).map(Words::word).toList() + ", but is " + word);
    }
}
