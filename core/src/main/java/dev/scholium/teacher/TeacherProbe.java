package dev.scholium.teacher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks a teacher one question beside any run, and tells all that was seen: for {@code scholium doctor}.
 *
 * <p>Nothing is journalled, asked again or held back: who probes shows what it costs.
 */
public final class TeacherProbe {

    private static final Pattern LIMIT_HEADER =
            Pattern.compile("(x-|anthropic-)?ratelimit-.*|x-ms-.*ratelimit.*|retry-after(-ms)?");

    private final TeacherConfig config;
    private final ApiKey key;
    private final ChatTeacher teacher;

    private TeacherProbe(TeacherConfig config, ApiKey key, Clock clock) {
        this.config = config;
        this.key = key;
        this.teacher = new ChatTeacher(config, key, clock);
    }

    /**
     * A probe of a teacher; nothing is sent yet.
     *
     * @param config who and how; no built-in teacher
     * @param environment where the key is looked up
     * @param clock for a {@code Retry-After} that is a date
     * @return the probe
     * @throws TeacherException if the key is missing and the server is not on this machine
     */
    public static TeacherProbe of(TeacherConfig config, Map<String, String> environment, Clock clock) {
        return new TeacherProbe(config, ApiKey.of(config, environment), clock);
    }

    /**
     * What one question brought.
     *
     * @param completion the answer; absent if there was none
     * @param fault why there was none; absent if there was one
     * @param limits what the server said of its limits, by its headers' names in lower case
     */
    public record Outcome(
            @Nullable Completion completion, @Nullable TeacherFault fault, Map<String, String> limits) {

        /** Copies. */
        public Outcome {
            limits = Collections.unmodifiableMap(new TreeMap<>(limits));
        }
    }

    /**
     * Asks, once.
     *
     * @param question what to ask
     * @return what came of it
     */
    public Outcome ask(Question question) {
        Map<String, String> limits = new TreeMap<>();
        try {
            Completion completion = teacher.ask(question, headers -> keepLimits(headers, limits));
            return new Outcome(completion, null, limits);
        } catch (TeacherFault fault) {
            return new Outcome(null, fault, limits);
        }
    }

    private void keepLimits(Map<String, List<String>> headers, Map<String, String> limits) {
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (LIMIT_HEADER.matcher(lower).matches()) {
                limits.put(lower, key.redact(String.join(", ", values)).replaceAll("\\p{Cc}", " "));
            }
        });
    }

    /** {@return whether a key is sent} */
    public boolean hasKey() {
        return !key.isNone();
    }

    /** {@return where the key came from, or would: {@code the environment variable OPENAI_API_KEY}} */
    public String keyOrigin() {
        return key.origin();
    }

    /** {@return whether the key lies in a file that other accounts of the machine may read} */
    public boolean isKeyOpenToOthers() {
        try {
            return !config.apiKeyFile().isEmpty() && ApiKey.isReadableByOthers(Path.of(config.apiKeyFile()));
        } catch (IOException gone) {
            return false;
        }
    }

    /** {@return the settings that go with every request, as {@code name value}: those that this model takes} */
    public List<String> settingsSent() {
        List<String> sent = new ArrayList<>();
        if (config.temperature() != null && teacher.api().takesTemperature()) {
            sent.add("temperature " + config.temperature());
        }
        if (config.topP() != null && teacher.api().takesTemperature()) {
            sent.add("top_p " + config.topP());
        }
        if (config.seed() != null && teacher.api().takesSeed()) {
            sent.add("seed " + config.seed());
        }
        config.extra().keySet().forEach(name -> sent.add(name));
        return sent;
    }

    /** {@return the settings of the recipe that this model or provider does not take, and that are not sent} */
    public List<String> settingsNotSent() {
        List<String> left = new ArrayList<>();
        if (config.temperature() != null && !teacher.api().takesTemperature()) {
            left.add("temperature");
        }
        if (config.topP() != null && !teacher.api().takesTemperature()) {
            left.add("top_p");
        }
        if (config.seed() != null && !teacher.api().takesSeed()) {
            left.add("seed");
        }
        return left;
    }

    /** {@return whether the provider holds this model to a reply schema; otherwise it is told so in words} */
    public boolean takesSchema() {
        return teacher.api().takesSchema();
    }
}
