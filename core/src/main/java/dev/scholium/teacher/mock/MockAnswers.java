package dev.scholium.teacher.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plausible answers made of a prompt's own words: the same for the same prompt, always and everywhere. */
final class MockAnswers {

    private static final Pattern TEXT = Pattern.compile("(?m)^\\s*(?:Text|Premise):\\s*(.*)$");
    private static final Pattern HYPOTHESIS = Pattern.compile("(?m)^\\s*Hypothesis:\\s*(.*)$");
    private static final Pattern RELATION =
            Pattern.compile("(?i)premise (entails|is neutral to|contradicts|[a-z ]{2,30}?) the hypothesis");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");

    private MockAnswers() {}

    /** {@return five lines for a prompt that asks the five W questions, and else a sentence or two of reasoning} */
    static String answer(String prompt) {
        return MockRewrites.answer(prompt).orElseGet(() -> aboutTexts(prompt));
    }

    private static String aboutTexts(String prompt) {
        List<String> premise = words(group(TEXT, prompt, prompt));
        boolean asksFiveQuestions = prompt.contains("Who?") && prompt.contains("Why?");
        return asksFiveQuestions ? fiveAnswers(premise) : reasoning(prompt, premise);
    }

    private static String fiveAnswers(List<String> words) {
        StringBuilder answer = new StringBuilder();
        String[] questions = {"Who", "What", "When", "Where", "Why"};
        for (int i = 0; i < questions.length; i++) {
            int from = words.size() * i / questions.length;
            int to = Math.min(words.size() * (i + 1) / questions.length, from + 10);
            String part = from < to ? String.join(" ", words.subList(from, to)) : "not stated";
            answer.append(i == 0 ? "" : "\n").append(questions[i]).append(": ").append(part);
        }
        return answer.toString();
    }

    private static String reasoning(String prompt, List<String> premise) {
        List<String> hypothesis = words(group(HYPOTHESIS, prompt, ""));
        String relation = group(RELATION, prompt, "bears on");
        List<String> shared = new ArrayList<>();
        for (String word : hypothesis) {
            boolean inPremise = premise.stream().anyMatch(word::equalsIgnoreCase);
            if (inPremise && word.length() > 3 && shared.size() < 4) {
                shared.add(word.toLowerCase(Locale.ROOT));
            }
        }
        String about = String.join(" ", premise.subList(0, Math.min(8, premise.size())));
        String link = shared.isEmpty()
                ? "and says nothing in the words of the hypothesis"
                : "and speaks of " + String.join(", ", shared) + " as the hypothesis does";
        return "The premise says \"" + about + "\" " + link + ", so it " + relation + " the hypothesis.";
    }

    /** {@return the words of a text, for its token counts too: a word is a token here} */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String group(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
