package dev.scholium.pilot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one template brought.
 *
 * @param name the source of rationales in the recipe, or the template
 * @param template the template's name
 * @param version the template's version
 * @param hash SHA-256 of the template
 * @param demonstrations how many worked examples stand before every question
 * @param rows rows that were asked about
 * @param parsed rows with a rationale, after a repair where one was needed
 * @param refused rows that the teacher declined
 * @param cutOff rows whose last reply the token limit ended
 * @param repaired rows that took a second request
 * @param problems rows without a rationale by reason
 * @param agreement rows whose teacher found the gold label; absent if it was shown or not asked for
 * @param faults rows with a rationale that do not pass a check, by the check's name; absent without any rationale
 * @param words of the rationales; absent without any
 * @param latencyMs milliseconds a row
 * @param promptTokens tokens read a row
 * @param completionTokens tokens written a row
 * @param costPerThousandUsd of 1000 rows with different questions; absent if the price is unknown
 * @param splitQuestions different questions in the whole split
 * @param splitCostUsd of all of them; absent if the price is unknown
 */
public record TemplateFigures(
        String name,
        String template,
        String version,
        String hash,
        int demonstrations,
        long rows,
        Rate parsed,
        Rate refused,
        Rate cutOff,
        Rate repaired,
        Map<String, Long> problems,
        @Nullable Rate agreement,
        Map<String, Rate> faults,
        @Nullable Average words,
        Average latencyMs,
        Average promptTokens,
        Average completionTokens,
        @Nullable Average costPerThousandUsd,
        long splitQuestions,
        @Nullable Average splitCostUsd) {

    /**
     * The figures of a template's replies.
     *
     * @param asked which template
     * @param replies one a row, at least one
     * @param checks names of the checks that every rationale went through, in order
     * @param seed of the bootstrap
     * @return the figures
     */
    public static TemplateFigures of(AskedTemplate asked, List<PilotReply> replies, List<String> checks, long seed) {
        List<PilotReply> parsed = replies.stream().filter(PilotReply::isParsed).toList();
        Map<String, Long> problems = new TreeMap<>();
        replies.stream()
                .filter(reply -> !reply.isParsed())
                .forEach(reply -> problems.merge(reply.problem(), 1L, Long::sum));
        Map<String, Rate> faults = new LinkedHashMap<>();
        for (String check : checks) {
            if (!parsed.isEmpty()) {
                faults.put(check, rate(parsed, reply -> reply.faults().contains(check)));
            }
        }
        boolean priced = replies.stream().allMatch(reply -> reply.costUsd() != null);
        Average cost = priced ? average(replies, reply -> cost(reply), seed) : null;
        return new TemplateFigures(
                asked.name(),
                asked.template(),
                asked.version(),
                asked.hash(),
                asked.demonstrations(),
                replies.size(),
                rate(replies, PilotReply::isParsed),
                rate(replies, PilotReply::refused),
                rate(replies, PilotReply::cutOff),
                rate(replies, PilotReply::repaired),
                problems,
                asked.namesLabel() ? rate(replies, PilotReply::agrees) : null,
                faults,
                parsed.isEmpty() ? null : average(parsed, PilotReply::words, seed),
                average(replies, PilotReply::latencyMs, seed),
                average(replies, PilotReply::promptTokens, seed),
                average(replies, PilotReply::completionTokens, seed),
                cost == null ? null : cost.times(1000),
                asked.splitQuestions(),
                cost == null ? null : cost.times((double) asked.splitQuestions()));
    }

    /**
     * A template of a pilot.
     *
     * @param name the source of rationales in the recipe, or the template
     * @param template the template's name
     * @param version the template's version
     * @param hash SHA-256 of the template
     * @param demonstrations how many worked examples stand before every question
     * @param namesLabel whether the teacher is asked for the label
     * @param splitQuestions different questions in the whole split
     */
    public record AskedTemplate(
            String name,
            String template,
            String version,
            String hash,
            int demonstrations,
            boolean namesLabel,
            long splitQuestions) {}

    private static double cost(PilotReply reply) {
        Double cost = reply.costUsd();
        return cost == null ? 0 : cost;
    }

    private static Rate rate(List<PilotReply> replies, Predicate<PilotReply> claim) {
        return Rate.of(replies.stream().filter(claim).count(), replies.size());
    }

    private static Average average(List<PilotReply> replies, ToDoubleFunction<PilotReply> figure, long seed) {
        return Average.of(replies.stream().mapToDouble(figure).toArray(), seed);
    }
}
