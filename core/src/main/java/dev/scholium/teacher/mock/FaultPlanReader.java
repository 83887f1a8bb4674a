package dev.scholium.teacher.mock;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the words and numbers of a specification into a plan of faults. */
final class FaultPlanReader {

    private static final int MOST = 3;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Set<AnswerFault> ONLY_BY_NAME = Set.of(AnswerFault.HIDDEN, AnswerFault.OVERBILL);

    private final String where;
    private final Map<String, String> values;
    private final FaultValues parse;

    private FaultPlanReader(String where, Map<String, String> values) {
        this.where = where;
        this.values = values;
        this.parse = new FaultValues(where);
    }

    /** {@return the pairs of {@code a=1,b=2}} */
    static Map<String, String> pairs(String specification) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : specification.split(",", -1)) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    throw new ScholiumException(
                            ExitCode.USAGE, "--faults: must be pairs such as reset=0.02, but is \"" + pair + "\"");
                }
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    /**
     * Reads a plan.
     *
     * @param where begins every complaint
     * @param values by the words of faults and settings
     * @return the plan
     * @throws ScholiumException if a word is unknown or a value impossible
     */
    static FaultPlan read(String where, Map<String, String> values) {
        return new FaultPlanReader(where, values).read();
    }

    private FaultPlan read() {
        refuseUnknownWords();
        int kinds = TransportFault.values().length + AnswerFault.values().length - ONLY_BY_NAME.size();
        double each = values.containsKey(FaultSetting.ALL.word())
                ? parse.share(FaultSetting.ALL.word(), values.get(FaultSetting.ALL.word())) / kinds
                : 0;
        Map<TransportFault, FaultShare> transport = new EnumMap<>(TransportFault.class);
        for (TransportFault fault : TransportFault.values()) {
            transport.put(fault, faultShare(fault.text(), each));
        }
        Map<AnswerFault, FaultShare> answers = new EnumMap<>(AnswerFault.class);
        for (AnswerFault fault : AnswerFault.values()) {
            answers.put(fault, faultShare(fault.text(), ONLY_BY_NAME.contains(fault) ? 0 : each));
        }
        refuseMoreThanAll("429 to content-type", transport);
        refuseMoreThanAll("empty to overbill", answers);
        return new FaultPlan(
                wholeNumber(FaultSetting.SEED, 1),
                (int) wholeNumber(FaultSetting.MOST, MOST),
                latency(),
                transport,
                answers,
                burst(),
                limit(FaultSetting.REQUESTS),
                limit(FaultSetting.TOKENS),
                minute(),
                wholeNumber(FaultSetting.QUOTA, Long.MAX_VALUE));
    }

    private void refuseUnknownWords() {
        Set<String> known = new TreeSet<>();
        for (TransportFault fault : TransportFault.values()) {
            known.add(fault.text().word());
        }
        for (AnswerFault fault : AnswerFault.values()) {
            known.add(fault.text().word());
        }
        for (FaultSetting setting : FaultSetting.values()) {
            known.add(setting.word());
        }
        for (String word : values.keySet()) {
            if (!known.contains(word)) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        where + ": no fault is called \"" + word + "\", only " + String.join(", ", known));
            }
        }
    }

    private FaultShare faultShare(FaultText text, double otherwise) {
        String value = values.get(text.word());
        if (value == null) {
            return new FaultShare(otherwise, text.usualAmount());
        }
        List<String> parts = List.of(value.split(":", -1));
        double share = parse.share(text.word(), parts.get(0));
        if (parts.size() == 1) {
            return new FaultShare(share, text.usualAmount());
        }
        if (parts.size() > 2 || text.amount() == FaultText.Amount.NONE) {
            throw parse.wrong(text.word(), "look like " + text.example(), value);
        }
        double amount = text.amount() == FaultText.Amount.SECONDS
                ? parse.seconds(text.word(), parts.get(1))
                : parse.number(text.word(), parts.get(1));
        return new FaultShare(share, amount);
    }

    private void refuseMoreThanAll(String which, Map<? extends Fault, FaultShare> shares) {
        double sum = shares.values().stream().mapToDouble(FaultShare::share).sum();
        if (sum > 1 + 1e-9) {
            throw new ScholiumException(
                    ExitCode.USAGE, where + ": the shares of " + which + " must sum to 1 at most, but sum to " + sum);
        }
    }

    private Latency latency() {
        String value = values.get(FaultSetting.LATENCY.word());
        if (value == null) {
            return Latency.NONE;
        }
        String word = FaultSetting.LATENCY.word();
        String[] parts = value.split(":", -1);
        if (parts.length == 2 && parts[0].equals("constant")) {
            return new Latency.Constant(parse.duration(word, parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("uniform")) {
            Latency.Uniform uniform =
                    new Latency.Uniform(parse.duration(word, parts[1]), parse.duration(word, parts[2]));
            if (uniform.most().compareTo(uniform.least()) >= 0) {
                return uniform;
            }
        }
        if (parts.length == 3 && parts[0].equals("lognormal")) {
            return new Latency.LogNormal(parse.duration(word, parts[1]), parse.number(word, parts[2]));
        }
        throw parse.wrong(word, "look like constant:50ms, uniform:10ms:90ms or lognormal:200ms:0.5", value);
    }

    private FaultBurst burst() {
        String value = values.get(FaultSetting.BURST.word());
        if (value == null) {
            return FaultBurst.NONE;
        }
        String[] parts = value.split(":", -1);
        if (parts.length == 2) {
            double every = parse.number(FaultSetting.BURST.word(), parts[0]);
            double count = parse.number(FaultSetting.BURST.word(), parts[1]);
            if (every >= 1 && count <= every) {
                return new FaultBurst((long) every, (long) count);
            }
        }
        throw parse.wrong(FaultSetting.BURST.word(), "look like " + FaultSetting.BURST.example(), value);
    }

    private @Nullable RateLimit limit(FaultSetting setting) {
        String value = values.get(setting.word());
        if (value == null) {
            return null;
        }
        String[] parts = value.split(":", -1);
        double aMinute = parse.number(setting.word(), parts[0]);
        double atOnce = parts.length == 2 ? parse.number(setting.word(), parts[1]) : aMinute;
        if (parts.length > 2 || aMinute < 1 || atOnce < 1) {
            throw parse.wrong(setting.word(), "look like " + setting.example(), value);
        }
        return new RateLimit(aMinute, atOnce);
    }

    private Duration minute() {
        String value = values.get(FaultSetting.MINUTE.word());
        Duration minute = value == null ? MINUTE : parse.duration(FaultSetting.MINUTE.word(), value);
        if (minute.isZero()) {
            throw parse.wrong(FaultSetting.MINUTE.word(), "be more than nothing", "0");
        }
        return minute;
    }

    private long wholeNumber(FaultSetting setting, long otherwise) {
        String value = values.get(setting.word());
        return value == null ? otherwise : parse.wholeNumber(setting.word(), value);
    }
}
