package dev.scholium.augment;

import dev.scholium.augment.check.JudgeSpec;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.prompt.DemonstrationPool;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.prompt.Prompter;
import dev.scholium.prompt.TeacherReply;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the teacher what it makes of a rationale, without the gold label.
 *
 * <p>Its question follows from row and rationale alone, so it is found again in the journal like any other. A rationale
 * on which it says nothing that can be used stays as it is.
 */
public final class Judge {

    private static final String RATIONALE = "rationale";

    /** Characters of a rationale that are judged: what one costs is limited. */
    private static final int LONGEST_RATIONALE = 4000;

    /** Three bytes in UTF-8, the most that a character of a Java string has. */
    private static final String WIDEST_RATIONALE = "\uFFFD".repeat(LONGEST_RATIONALE);

    private final JudgeSpec spec;
    private final Asker asker;
    private final RequestTally tally;
    private final TaughtReplies replies;

    /** A judge of one job's rationales; what its answers cost goes to the tally. */
    Judge(AugmentJob job, Asker asker, RequestTally tally) {
        checkTask(job.fields(), job.labels());
        this.spec = job.checks().judge();
        this.asker = asker;
        this.tally = tally;
        this.replies =
                new TaughtReplies(new Prompter(PromptTemplates.judge(), job.labels(), DemonstrationPool.none()), asker);
    }

    /**
     * Checks that rationales of a task can be judged.
     *
     * @param fields names of the task's fields
     * @param labels the task's labels
     * @throws dev.scholium.failure.ScholiumException if the judge's template names a field that the task does not have
     */
    public static void checkTask(List<String> fields, LabelSet labels) {
        PromptTemplate template = PromptTemplates.judge();
        List<String> places = new ArrayList<>(fields);
        places.add(RATIONALE);
        template.check(places, labels);
    }

    /** What becomes of a row by what the judge says of its rationale, or by what it does not say. */
    Outcome of(Example row, Outcome.Accepted accepted, String said) {
        TaughtReply found = replies.of(question(row, accepted.rationale().text()));
        found.answers().forEach(tally::count);
        if (found instanceof TaughtReply.Pending pending) {
            return new Outcome.Pending(pending.question(), accepted.with(Verdict.None.UNANSWERED));
        }
        if (found instanceof TaughtReply.Replied replied) {
            return replied.reply() instanceof TeacherReply.Judgement judgement
                    ? CheckedOutcome.judged(
                            accepted,
                            said,
                            new Verdict.Scores(
                                    judgement.faithfulness(),
                                    judgement.usefulness(),
                                    judgement.label(),
                                    asker.hash(replied.question()).hex()),
                            spec.look(judgement, row.label()))
                    : accepted.with(Verdict.None.UNUSABLE);
        }
        return accepted.with(Verdict.None.UNANSWERED);
    }

    /** What is still to be asked about a rationale that is there. */
    Ahead ahead(Example row, Outcome.Accepted unjudged, Question next) {
        Question asked = question(row, unjudged.rationale().text());
        return new Ahead(next, List.of(), replies.possible(asked, next, 0));
    }

    /** What will be asked once a rationale is there; until then it is taken to be as long as its row's texts. */
    Ahead later(Example row, Question before) {
        Question widest = question(row, WIDEST_RATIONALE);
        List<PossibleRequests> possible = new ArrayList<>();
        possible.add(new PossibleRequests(widest.prompt(), 1));
        possible.addAll(replies.possible(widest, widest, 0));
        return new Ahead(
                before, List.of(question(row, String.join(" ", row.fields().values()))), possible);
    }

    private Question question(Example row, String rationale) {
        Map<String, String> fields = new LinkedHashMap<>(row.fields());
        fields.put(RATIONALE, cut(rationale));
        return replies.question(new Example(row.uid(), fields, row.label(), Map.of()));
    }

    private static String cut(String rationale) {
        if (rationale.length() <= LONGEST_RATIONALE) {
            return rationale;
        }
        boolean splitsPair = Character.isHighSurrogate(rationale.charAt(LONGEST_RATIONALE - 1));
        return rationale.substring(0, splitsPair ? LONGEST_RATIONALE - 1 : LONGEST_RATIONALE);
    }
}
