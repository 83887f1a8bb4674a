package dev.scholium.student;

import dev.scholium.file.Sha256;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names a student by its weights, so that answers and scores can be traced to them. */
public final class WeightsVersion {

    private WeightsVersion() {}

    /**
     * One hash for all files of weights.
     *
     * @param hashOfFile SHA-256 of each file by its name, at least one
     * @return the file's own of a single one; of several, that of what {@code sha256sum *.safetensors} prints
     */
    public static String of(Map<String, String> hashOfFile) {
        return hashOfFile.size() == 1
                ? hashOfFile.values().iterator().next()
                : Sha256.of(new TreeMap<>(hashOfFile)
                        .entrySet().stream()
                                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                                .collect(Collectors.joining()));
    }
}
