package dev.scholium.teacher.privacy;

import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.privacy.SecretFinder.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes private texts out of prompts.
 *
 * <p>Nothing that a rule matches stays: texts that overlap go together, under the name of the longest. Equal texts of
 * one prompt have one placeholder, numbered in the order in which they stand; a placeholder that the prompt's own text
 * already holds is not used. Safe for any number of threads.
 */
public final class Redactor {

    private final List<RedactionRule> rules;
    private final List<SecretFinder> finders;

    /**
     * A redactor.
     *
     * @param rules what to take out; may be none
     */
    public Redactor(List<RedactionRule> rules) {
        this.rules = List.copyOf(rules);
        this.finders = rules.stream().map(RedactionRule::finder).toList();
    }

    /**
     * How many private texts a text holds.
     *
     * @param text any text
     * @return how many by the rules' names, in their order; those with none included
     */
    public Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rules.forEach(rule -> counts.put(rule.name(), 0));
        secrets(text).forEach(secret -> counts.merge(rules.get(secret.rule()).name(), 1, Integer::sum));
        return counts;
    }

    /**
     * Takes private texts out of a prompt.
     *
     * @param prompt what would be asked
     * @return what may be sent
     */
    public RedactedPrompt redact(Prompt prompt) {
        Placeholders placeholders = new Placeholders(prompt);
        String system = replace(prompt.system(), placeholders);
        List<Demonstration> demonstrations = prompt.demonstrations().stream()
                .map(shown ->
                        new Demonstration(replace(shown.user(), placeholders), replace(shown.reply(), placeholders)))
                .toList();
        String user = replace(prompt.user(), placeholders);
        return new RedactedPrompt(
                new Prompt(system, demonstrations, user, prompt.replySchema().orElse(null)), placeholders.originals());
    }

    /** A private text's place, and the number of the rule that matched {@code longest} characters of it at once. */
    private record Secret(int start, int end, int rule, int longest) {

        Secret join(Secret other) {
            Secret namer = other.longest > longest ? other : this;
            return new Secret(start, Math.max(end, other.end), namer.rule, namer.longest);
        }
    }

    private List<Secret> secrets(String text) {
        List<Secret> found = new ArrayList<>();
        for (int rule = 0; rule < finders.size(); rule++) {
            for (Span span : finders.get(rule).find(text)) {
                found.add(new Secret(span.start(), span.end(), rule, span.end() - span.start()));
            }
        }
        found.sort(Comparator.comparingInt(Secret::start).thenComparingInt(Secret::rule));
        List<Secret> joined = new ArrayList<>();
        for (Secret secret : found) {
            Secret last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && secret.start() < last.end()) {
                joined.set(joined.size() - 1, last.join(secret));
            } else {
                joined.add(secret);
            }
        }
        return joined;
    }

    private String replace(String text, Placeholders placeholders) {
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        for (Secret secret : secrets(text)) {
            String original = text.substring(secret.start(), secret.end());
            redacted.append(text, from, secret.start())
                    .append('[')
                    .append(placeholders.of(rules.get(secret.rule()), original))
                    .append(']');
            from = secret.end();
        }
        return from == 0 ? text : redacted.append(text, from, text.length()).toString();
    }

    /** Gives one prompt's private texts their names. */
    private static final class Placeholders {
        private final String taken;
        private final Map<String, String> byOriginal = new LinkedHashMap<>();
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        Placeholders(Prompt prompt) {
            this.taken = Stream.concat(
                            Stream.of(prompt.system(), prompt.user()),
                            prompt.demonstrations().stream().flatMap(shown -> Stream.of(shown.user(), shown.reply())))
                    .filter(text -> text.indexOf('_') >= 0)
                    .collect(Collectors.joining("\n"))
                    .toUpperCase(Locale.ROOT);
        }

        String of(RedactionRule rule, String original) {
            return byOriginal.computeIfAbsent(original, text -> next(rule.placeholderName()));
        }

        private String next(String name) {
            String placeholder;
            do {
                placeholder = name + "_" + numbers.merge(name, 1, Integer::sum);
            } while (taken.contains(placeholder));
            return placeholder;
        }

        Map<String, String> originals() {
            return byOriginal.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getValue, Map.Entry::getKey, (first, second) -> first, LinkedHashMap::new));
        }
    }
}
