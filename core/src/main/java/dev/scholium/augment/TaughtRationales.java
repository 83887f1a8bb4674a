package dev.scholium.augment;

import dev.scholium.data.Example;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.ReplyParser;
import dev.scholium.prompt.TeacherReply;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.Usd;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Reads rows' rationales out of a teacher's replies in the journal, and adds up what they cost. One thread. */
final class TaughtRationales {

    private final PromptTemplate template;
    private final String templateHash;
    private final Asker asker;
    private final ReplyParser parser = new ReplyParser();
    private final BitSet counted = new BitSet();
    private TokenUsage usage = TokenUsage.NONE;
    private @Nullable Usd cost = Usd.ZERO;

    TaughtRationales(RationaleSource.Taught source) {
        this.template = source.template();
        this.templateHash = template.hash();
        this.asker = source.asker();
    }

    /** {@return what is asked about a row whatever comes of it} */
    Question firstQuestion(Example example) {
        return Question.of(template.fill(example));
    }

    /** What became of a row by what the journal holds; pending until its last question is answered. */
    Outcome of(Example example) {
        Question question = firstQuestion(example);
        JournalEntry entry = asker.find(question);
        if (entry instanceof JournalEntry.Answered answered) {
            count(answered);
            return read(question, answered.completion());
        }
        Origin origin = origin(question, asker.identity().model(), "");
        if (entry instanceof JournalEntry.Failed failed && failed.thisSession()) {
            return new Outcome.Rejected(RationaleAugmenter.NO_ANSWER, failed.reason(), failed.raw(), origin);
        }
        return new Outcome.Pending(question);
    }

    private Outcome read(Question question, Completion completion) {
        Origin origin = origin(question, completion.model(), completion.finishReason());
        TeacherReply reply = parser.parse(completion.text(), completion.finishReason());
        if (reply instanceof TeacherReply.Answer answer) {
            return new Outcome.Accepted(new Rationale(answer.rationale(), template.kind(), origin));
        }
        if (reply instanceof TeacherReply.Refusal refusal) {
            return new Outcome.Rejected("refusal", refusal.reason(), completion.text(), origin);
        }
        TeacherReply.Unparseable unparseable = (TeacherReply.Unparseable) reply;
        return new Outcome.Rejected(unparseable.reason(), "", completion.text(), origin);
    }

    private void count(JournalEntry.Answered answered) {
        int id = Math.toIntExact(answered.id());
        if (!counted.get(id)) {
            counted.set(id);
            usage = usage.plus(answered.completion().usage());
            cost = plus(cost, answered);
        }
    }

    /** {@return tokens of all requests behind the rows so far, each request once} */
    TokenUsage usage() {
        return usage;
    }

    /** {@return what all requests behind the rows so far cost, each once; null if a price is unknown} */
    @Nullable
    Usd cost() {
        return cost;
    }

    private @Nullable Usd plus(@Nullable Usd sum, JournalEntry.Answered answered) {
        Usd cost = answered.cost();
        ModelPrice today = asker.price().price();
        if (cost == null && today != null) {
            cost = today.of(answered.completion().usage()); // its price was unknown when it came
        }
        return sum == null || cost == null ? null : sum.plus(cost);
    }

    private Origin origin(Question question, String model, String finishReason) {
        return new Origin.FromTeacher(
                "teacher",
                asker.identity().provider(),
                model,
                template.name(),
                template.version(),
                templateHash,
                asker.hash(question).hex(),
                finishReason);
    }
}
