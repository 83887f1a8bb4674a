package dev.scholium.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a rationale out of the free text that a teacher wrote.
 *
 * <p>A rationale is one paragraph. Code fences, bullets, numbering, headings and emphasis of Markdown, a leading label
 * such as {@code Explanation:} and quotes around the whole are dropped; lines are joined, by a semicolon where the
 * earlier one does not end in punctuation. Of a completion that was cut off at the token limit, whole sentences and
 * whole lines are kept. What the text claims is not judged here.
 */
public final class ReplyParser {

    private static final Pattern THINKING = Pattern.compile("(?s)\\A\\s*<think>.*?</think>");
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    private static final Pattern BULLET =
            Pattern.compile("\\A\\s*(?:[-*+•]\\s+|\\(?\\d{1,2}[.)]\\s+|#{1,6}\\s+|>\\s+)");
    private static final Pattern EMPHASIS = Pattern.compile("(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1");
    private static final Pattern LEADING_LABEL = Pattern.compile(
            "(?i)\\A(?:answer|explanation|rationale|reasoning|reason|response|output|summary)\\s*:\\s*");
    private static final Pattern REFUSAL =
            Pattern.compile("(?i)\\A\\W*(?:(?:i(?:'|’)?m|i am) (?:very |so |really )?sorry"
                    + "|(?:my )?apologies|i apologi[sz]e|sorry\\b|as an? (?:ai|artificial intelligence|large language)\\b"
                    + "|i (?:cannot|can(?:'|’)?t|can not|am unable to|(?:'|’)?m unable to|won(?:'|’)?t|will not)"
                    + " (?:help|assist|answer|provide|fulfil|fulfill|comply|complete|do|respond|generate|write|explain)\\b"
                    + "|i(?:'|’)m unable to|i(?:'|’)m not able to|unfortunately,? i (?:cannot|can(?:'|’)?t|am))");
    private static final Set<String> QUESTION_WORDS = Set.of("who", "what", "when", "where", "why", "how", "and", "or");
    private static final int LONGEST_HEADING = 60;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?][\"'”’)\\]]*(?=\\s|\\z)|[。！？]");
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:\\b\\p{Lu}|\\b(?i:mr|mrs|ms|dr|st|vs|jr|sr|prof|no|etc|e\\.g|i\\.e|approx|rev|gen|col|lt|capt|gov|sen|rep))\\z");

    /** A parser; it keeps nothing and is safe for any number of threads. */
    public ReplyParser() {}

    /**
     * Reads one completion.
     *
     * @param text the teacher's text, as it came
     * @param finishReason why the teacher stopped: {@code stop}, {@code length}, {@code content_filter}, or anything
     * @return a rationale, a refusal, or why there is neither
     */
    public TeacherReply parse(String text, String finishReason) {
        List<String> lines = lines(text);
        if (lines.isEmpty()) {
            return finishReason.equals("content_filter")
                    ? new TeacherReply.Refusal("withheld by the provider's content filter")
                    : new TeacherReply.Unparseable("empty");
        }
        if (REFUSAL.matcher(lines.get(0)).find()) {
            return new TeacherReply.Refusal("declined to answer");
        }
        if (finishReason.equals("content_filter")) {
            return new TeacherReply.Refusal("cut off by the provider's content filter");
        }
        if (finishReason.equals("length")) {
            lines = wholePart(lines);
            if (lines.isEmpty()) {
                return new TeacherReply.Unparseable("cut off before a sentence was complete");
            }
        }
        String rationale = unquoted(join(lines)).strip();
        if (rationale.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return new TeacherReply.Unparseable("holds no word");
        }
        if (isQuestionsOnly(rationale)) {
            return new TeacherReply.Unparseable("repeats the questions only");
        }
        return new TeacherReply.Answer(rationale);
    }

    /** A text without what a reasoning model thought aloud before it. */
    static String withoutThinking(String text) {
        return THINKING.matcher(text).replaceFirst("");
    }

    /** Whether a text is the five questions again, perhaps after a heading. */
    private static boolean isQuestionsOnly(String rationale) {
        int colon = rationale.indexOf(':');
        String rest = colon > 0 && colon <= LONGEST_HEADING ? rationale.substring(colon + 1) : rationale;
        return Arrays.stream(rest.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .allMatch(word -> word.isEmpty() || QUESTION_WORDS.contains(word));
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String raw : withoutThinking(text).split("\\R", -1)) {
            if (FENCE.matcher(raw).matches()) {
                continue;
            }
            String line = BULLET.matcher(raw).replaceFirst("");
            line = EMPHASIS.matcher(line)
                    .replaceAll("$2")
                    .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                    .strip();
            if (lines.isEmpty()) {
                line = LEADING_LABEL.matcher(line).replaceFirst("");
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Drops what the token limit cut: all after the last sentence end of the last line, or that line. */
    private static List<String> wholePart(List<String> lines) {
        List<String> kept = new ArrayList<>(lines);
        String last = kept.remove(kept.size() - 1);
        int end = lastSentenceEnd(last);
        if (end > 0) {
            kept.add(last.substring(0, end));
        }
        while (!kept.isEmpty()
                && (kept.get(kept.size() - 1).endsWith(":")
                        || kept.get(kept.size() - 1).endsWith(","))) {
            kept.remove(kept.size() - 1); // announces what was cut off
        }
        return kept;
    }

    private static int lastSentenceEnd(String line) {
        int last = -1;
        Matcher ends = SENTENCE_END.matcher(line);
        while (ends.find()) {
            boolean abbreviated = line.charAt(ends.start()) == '.'
                    && ABBREVIATION.matcher(line.substring(0, ends.start())).find();
            if (!abbreviated) {
                last = ends.end();
            }
        }
        return last;
    }

    private static String join(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() > 0) {
                boolean ends = ".!?:;,…\"”。！？".indexOf(text.charAt(text.length() - 1)) >= 0;
                text.append(ends ? " " : "; ");
            }
            text.append(line);
        }
        return text.toString();
    }

    private static String unquoted(String text) {
        String pairs = "\"\"“”''‘’``";
        for (int i = 0; i < pairs.length(); i += 2) {
            char open = pairs.charAt(i);
            char close = pairs.charAt(i + 1);
            boolean around = text.length() >= 2 && text.charAt(0) == open && text.charAt(text.length() - 1) == close;
            if (around && text.substring(1, text.length() - 1).chars().noneMatch(c -> c == open || c == close)) {
                return text.substring(1, text.length() - 1);
            }
        }
        return text;
    }
}
