package dev.scholium.prompt;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks about the rows of one task by one template, and reads the replies.
 *
 * <p>Equal rows give equal prompts, and so does every later run with the same demonstrations. Immutable.
 */
public final class Prompter {

    private static final int LONGEST_QUOTED_REPLY = 4000;

    /** No error about a reply quotes more than 80 characters of it, or more of the task than the reminder does. */
    private static final int LONGEST_ERROR_BESIDE_REMINDER = 400;

    /** Three bytes in UTF-8, the most that a character of a Java string has. */
    private static final String WIDEST = "\uFFFD";

    private static final String LONGEST_QUOTE = WIDEST.repeat(LONGEST_QUOTED_REPLY);

    private final PromptTemplate template;
    private final LabelWords labels;
    private final DemonstrationPool demonstrations;

    /**
     * A prompter.
     *
     * @param template a template that was {@linkplain PromptTemplate#check checked} against the task
     * @param labels the task's labels
     * @param demonstrations what is shown before every question
     */
    public Prompter(PromptTemplate template, LabelSet labels, DemonstrationPool demonstrations) {
        this.template = template;
        this.labels = template.words(labels);
        this.demonstrations = demonstrations;
    }

    /** {@return the template} */
    public PromptTemplate template() {
        return template;
    }

    /**
     * The prompt for one row.
     *
     * @param row a row of the task
     * @return the filled messages, with demonstrations that are about other rows
     */
    public Prompt prompt(Example row) {
        List<Demonstration> shown = demonstrations.shownFor(row).stream()
                .map(worked -> new Demonstration(
                        template.user(worked.row(), labels),
                        template.reply().write(worked.rationale(), worked.row().label(), labels)))
                .toList();
        return new Prompt(
                template.system(row, labels),
                shown,
                template.user(row, labels),
                template.reply().schema("reply", labels).orElse(null));
    }

    /**
     * The prompt that lets a teacher mend its reply: its words, what is wrong with them, and the form once more.
     *
     * @param asked what it was asked
     * @param reply what it replied, not blank
     * @param error what is wrong with that
     * @return a prompt that continues the talk
     */
    public Prompt repair(Prompt asked, String reply, String error) {
        List<Demonstration> talk = new ArrayList<>(asked.demonstrations());
        String quoted = reply.length() <= LONGEST_QUOTED_REPLY ? reply : reply.substring(0, LONGEST_QUOTED_REPLY);
        talk.add(new Demonstration(asked.user(), quoted));
        return new Prompt(
                asked.system(),
                talk,
                "Your reply cannot be used: " + error + ".\n" + template.reply().reminder(labels),
                asked.schema());
    }

    /**
     * The repair that a question leads to at most.
     *
     * @param asked what the teacher is asked
     * @return a prompt that has at least as many bytes as any {@link #repair}; empty where no reply is repaired, since
     *     it has no form
     */
    public Optional<Prompt> longestRepair(Prompt asked) {
        if (template.reply().signature().isEmpty()) {
            return Optional.empty();
        }
        String error = template.reply().reminder(labels) + WIDEST.repeat(LONGEST_ERROR_BESIDE_REMINDER);
        return Optional.of(repair(asked, LONGEST_QUOTE, error));
    }

    /**
     * Reads a completion.
     *
     * @param text the teacher's text, as it came
     * @param finishReason why the teacher stopped
     * @return a rationale, a refusal, or what is wrong
     */
    public TeacherReply read(String text, String finishReason) {
        return template.reply().read(text, finishReason, labels);
    }
}
