package dev.scholium.augment;

import dev.scholium.augment.check.CheckName;
import dev.scholium.augment.check.CheckPolicy;
import dev.scholium.augment.check.Checker;
import dev.scholium.data.Example;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.Prompter;
import dev.scholium.prompt.TeacherReply;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.Usd;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rows' rationales out of a teacher's replies in the journal, and adds up what they cost. One thread. */
final class TaughtRationales {

    private final PromptTemplate template;
    private final String templateHash;
    private final TeacherAgreement agreement;
    private final Asker asker;
    private final TaughtReplies replies;
    private final RequestTally tally;
    private final Checker checker;
    private final boolean asksAgain;
    private final @Nullable Judge judge;

    TaughtRationales(RationaleSource.Taught source, AugmentJob job) {
        this.template = source.template();
        this.templateHash = template.hash();
        this.agreement = source.agreement();
        this.asker = source.asker();
        this.checker = job.checker();
        this.asksAgain = job.checks().asksAgain();
        this.tally = new RequestTally(asker);
        this.judge = job.checks().judge().isOn() ? new Judge(job, asker, tally) : null;
        this.replies = new TaughtReplies(new Prompter(template, job.labels(), source.demonstrations()), asker);
    }

    /** {@return what is asked about a row whatever comes of it} */
    Question firstQuestion(Example example) {
        return replies.question(example);
    }

    /** What became of a row by what the journal holds; pending until its last question is answered. */
    Outcome of(Example example) {
        Question question = firstQuestion(example);
        for (int sample = 0; ; sample++) {
            Outcome outcome = of(example, new Question(question.prompt(), sample));
            if (sample == checker.maxRepeats() || !isToBeAskedAgain(outcome)) {
                return outcome;
            }
        }
    }

    /** What is still to be asked about a row; empty if nothing is. */
    Optional<Ahead> ahead(Example example) {
        if (!(of(example) instanceof Outcome.Pending pending)) {
            return Optional.empty();
        }
        Question next = pending.question();
        if (judge != null && pending.unjudged() != null) {
            return Optional.of(judge.ahead(example, pending.unjudged(), next));
        }
        int repeats = asksAgain ? checker.maxRepeats() - next.sample() : 0;
        return Optional.of(new Ahead(next, List.of(), replies.possible(firstQuestion(example), next, repeats)));
    }

    /** What the judge will be asked about a row whose rationale is still to be asked for; empty if nothing. */
    Optional<Ahead> judgedLater(Example example) {
        return judge != null && of(example) instanceof Outcome.Pending pending && pending.unjudged() == null
                ? Optional.of(judge.later(example, pending.question()))
                : Optional.empty();
    }

    /** What became of a row if nothing more is asked; what is not judged is kept. */
    Outcome ofJournal(Example example) {
        Outcome outcome = of(example);
        if (outcome instanceof Outcome.Pending pending) {
            if (pending.unjudged() != null) {
                return pending.unjudged();
            }
            Origin origin = origin(pending.question(), asker.identity().model(), "", "");
            return new Outcome.Rejected(RationaleAugmenter.NO_ANSWER, "the journal holds none", "", origin);
        }
        return outcome;
    }

    private boolean isToBeAskedAgain(Outcome outcome) {
        if (!(outcome instanceof Outcome.Rejected rejected)) {
            return false;
        }
        if (rejected.reason().equals(CheckName.REFUSAL.word())
                || rejected.reason().equals(CheckName.EMPTY.word())) {
            return checker.policy(CheckName.of(rejected.reason())) == CheckPolicy.ASK_AGAIN;
        }
        boolean rejectedAnyway =
                rejected.findings().stream().anyMatch(finding -> finding.policy() == CheckPolicy.REJECT);
        return !rejectedAnyway
                && rejected.findings().stream().anyMatch(finding -> finding.policy() == CheckPolicy.ASK_AGAIN);
    }

    private Outcome of(Example example, Question question) {
        TaughtReply found = replies.of(question);
        found.answers().forEach(tally::count);
        if (found instanceof TaughtReply.Pending pending) {
            return new Outcome.Pending(pending.question());
        }
        if (found instanceof TaughtReply.Unanswered unanswered) {
            Origin origin = origin(unanswered.question(), asker.identity().model(), "", "");
            return new Outcome.Rejected(RationaleAugmenter.NO_ANSWER, unanswered.reason(), unanswered.raw(), origin);
        }
        return read(example, (TaughtReply.Replied) found);
    }

    private Outcome read(Example example, TaughtReply.Replied found) {
        String said = found.last().completion().text();
        if (found.reply() instanceof TeacherReply.Answer answer) {
            return accept(
                    example,
                    answer,
                    origin(found, answer.teacherLabel()),
                    said,
                    found.last().completion().finishReason());
        }
        Origin origin = origin(found, "");
        if (found.reply() instanceof TeacherReply.Refusal refusal) {
            return new Outcome.Rejected("refusal", refusal.reason(), said, origin);
        }
        TeacherReply.Unparseable unparseable = (TeacherReply.Unparseable) found.reply();
        return new Outcome.Rejected(unparseable.reason(), unparseable.error(), said, origin);
    }

    /** An answer that argues for another label than gold's is no rationale where agreement is required. */
    private Outcome accept(
            Example example, TeacherReply.Answer answer, Origin origin, String said, String finishReason) {
        if (agreement == TeacherAgreement.REQUIRED && !answer.teacherLabel().equals(example.label())) {
            return new Outcome.Rejected("argues for another label", answer.teacherLabel(), said, origin);
        }
        Rationale rationale = new Rationale(answer.rationale(), template.kind(), origin);
        Outcome checked = CheckedOutcome.of(example, rationale, said, finishReason, checker);
        return judge != null && checked instanceof Outcome.Accepted accepted
                ? judge.of(example, accepted, said)
                : checked;
    }

    /** {@return tokens of all requests behind the rows so far, each request once} */
    TokenUsage usage() {
        return tally.usage();
    }

    /** {@return what all requests behind the rows so far cost, each once; null if a price is unknown} */
    @Nullable
    Usd cost() {
        return tally.cost();
    }

    private Origin origin(TaughtReply.Replied found, String teacherLabel) {
        Completion completion = found.last().completion();
        return origin(found.question(), completion.model(), completion.finishReason(), teacherLabel);
    }

    private Origin origin(Question question, String model, String finishReason, String teacherLabel) {
        return new Origin.FromTeacher(
                "teacher",
                asker.identity().provider(),
                model,
                template.name(),
                template.version(),
                templateHash,
                asker.hash(question).hex(),
                finishReason,
                teacherLabel);
    }
}
