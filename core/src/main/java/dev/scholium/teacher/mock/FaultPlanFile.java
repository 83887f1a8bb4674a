package dev.scholium.teacher.mock;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads plans of faults from YAML files, and so from JSON, too. */
final class FaultPlanFile {

    private static final YAMLMapper YAML = new YAMLMapper();

    private FaultPlanFile() {}

    static FaultPlan read(Path file) {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            if (!tree.isObject()) {
                throw new ScholiumException(
                        ExitCode.USAGE, file + ": must be a mapping of faults to shares, such as reset: 0.02");
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : tree.properties()) {
                values.put(entry.getKey(), entry.getValue().asString(""));
            }
            return FaultPlanReader.read(file.toString(), values);
        } catch (NoSuchFileException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": cannot be read: no such file", e);
        } catch (IOException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ScholiumException(ExitCode.USAGE, file + ": not valid YAML: " + what, e);
        }
    }
}
