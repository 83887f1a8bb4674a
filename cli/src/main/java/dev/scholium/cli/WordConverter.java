package dev.scholium.cli;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of some constants by the word that it prints as, whatever its case.
 *
 * @param <T> of what
 */
abstract class WordConverter<T> implements ITypeConverter<T> {

    private final List<T> values;

    WordConverter(T[] values) {
        this.values = List.of(values);
    }

    @Override
    public final T convert(String word) {
        return values.stream()
                .filter(value -> value.toString().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("must be one of " + values + ", but was \"" + word + "\""));
    }
}
