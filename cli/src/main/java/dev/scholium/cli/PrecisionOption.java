package dev.scholium.cli;

import dev.scholium.student.PredictionPrecision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What numbers a student predicts with. */
final class PrecisionOption {

    @Option(
            names = "--precision",
            paramLabel = "WORD",
            defaultValue = "float32",
            converter = Converter.class,
            description = "float32, or int8: faster products on a CPU, some answers differ (${DEFAULT-VALUE}).")
    private PredictionPrecision precision = PredictionPrecision.FLOAT32;

    PredictionPrecision precision() {
        return precision;
    }

    /** Reads the option's word. */
    static final class Converter implements ITypeConverter<PredictionPrecision> {
        @Override
        public PredictionPrecision convert(String word) {
            try {
                return PredictionPrecision.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
