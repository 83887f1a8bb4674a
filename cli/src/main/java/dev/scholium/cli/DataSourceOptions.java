package dev.scholium.cli;

import dev.scholium.data.DataFormat;
import dev.scholium.data.DataSource;
import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How data files are read; shared by the commands that read them. */
final class DataSourceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            converter = FormatConverter.class,
            description = "anli, snli, mnli, esnli, columns, or auto, which looks at the columns (${DEFAULT-VALUE}).")
    private DataFormat from;

    @Option(
            names = "--column",
            paramLabel = "WHAT=COLUMN",
            description = "The column that holds a field, label or uid: --column premise=context. May be repeated.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--fields",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "premise,hypothesis",
            description = "The texts of a row (${DEFAULT-VALUE}).")
    private List<String> fields;

    @Option(
            names = "--labels",
            paramLabel = "NAME[=SPELLING]",
            split = ",",
            defaultValue = "entailment=e|0,neutral=n|1,contradiction=c|2",
            description = "The labels in order, each with its other spellings in the file (${DEFAULT-VALUE}).")
    private List<String> labels;

    /**
     * The source that the options describe.
     *
     * @param file a data file
     * @return how to read it
     * @throws ParameterException if the options do not fit together
     */
    DataSource source(Path file) {
        return source(file, from, columns);
    }

    /**
     * A file to be written with the same task.
     *
     * @param file where
     * @param format what its columns will be called
     * @return how to write it
     * @throws ParameterException if the options do not fit together
     */
    DataSource target(Path file, DataFormat format) {
        return source(file, format, Map.of());
    }

    private DataSource source(Path file, DataFormat format, Map<String, String> names) {
        try {
            return new DataSource(file, format, names, fields, labelSet());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private LabelSet labelSet() {
        List<Label> set = new ArrayList<>();
        for (String label : labels) {
            int equals = label.indexOf('=');
            set.add(
                    equals < 0
                            ? new Label(label.strip(), Set.of())
                            : new Label(
                                    label.substring(0, equals).strip(),
                                    Set.of(label.substring(equals + 1).split("\\|"))));
        }
        return new LabelSet(set);
    }

    /** Reads a format's word in any case, and names all of them when it is none. */
    static final class FormatConverter implements ITypeConverter<DataFormat> {
        @Override
        public DataFormat convert(String word) {
            try {
                return DataFormat.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
