package dev.scholium.cli;

import dev.scholium.data.DataReader;
import dev.scholium.data.DataSource;
import dev.scholium.data.Row;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.privacy.RedactionRule;
import dev.scholium.teacher.privacy.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the private texts of data files that {@code teacher.redact} would take out. */
final class PrivateTexts {

    private PrivateTexts() {}

    /**
     * Counts.
     *
     * @param sources the files
     * @param names names of built-in rules
     * @return how many by file and rule, in the order given
     * @throws ScholiumException if there is no rule of a name, or a file cannot be read
     */
    static Map<String, Map<String, Long>> count(List<DataSource> sources, List<String> names) {
        Redactor redactor = redactor(names);
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        for (DataSource source : sources) {
            Map<String, Long> ofFile = new LinkedHashMap<>();
            try (DataReader reader = DataReader.open(source)) {
                while (reader.hasNext()) {
                    if (reader.next() instanceof Row.Good good) {
                        good.example()
                                .fields()
                                .values()
                                .forEach(text -> redactor.count(text)
                                        .forEach((rule, count) -> ofFile.merge(rule, (long) count, Long::sum)));
                    }
                }
            }
            counts.put(source.file().toString(), ofFile);
        }
        return counts;
    }

    private static Redactor redactor(List<String> names) {
        try {
            return new Redactor(names.stream().map(RedactionRule::builtIn).toList());
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, "--" + e.getMessage(), e);
        }
    }

    /** {@return a line a file for people} */
    static String text(Map<String, Map<String, Long>> counts) {
        StringBuilder text = new StringBuilder("Private texts that teacher.redact would take out\n");
        counts.forEach((file, ofFile) -> {
            text.append("  ").append(file).append(':');
            ofFile.forEach(
                    (rule, count) -> text.append("  ").append(rule).append(' ').append(count));
            text.append('\n');
        });
        return text.toString();
    }
}
