package dev.scholium.augment.rows;

import dev.scholium.augment.Ahead;
import dev.scholium.augment.PossibleRequests;
import dev.scholium.augment.RationaleAugmenter;
import dev.scholium.augment.RequestTally;
import dev.scholium.augment.TaughtReplies;
import dev.scholium.augment.TaughtReply;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.prompt.DemonstrationPool;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.Prompter;
import dev.scholium.prompt.TeacherReply;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.Usd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads new rows out of a teacher's replies in the journal.
 *
 * <p>Each answer leads to the next question: the translation to the translation back, the new text to the question
 * which label it has. All follow from the row and the journal, so nothing else need be remembered. One thread.
 */
final class TaughtRows implements RowMaker {

    /** Why a row was not taken whose label the teacher itself does not find. */
    static final String OTHER_LABEL = "verified as another label";

    private static final String TEXT = "text";
    private static final String LANGUAGE = "language";

    private final RowSource.Taught source;
    private final LabelSet labels;
    private final String field;
    private final List<TaughtReplies> steps;
    private final @Nullable TaughtReplies verifier;
    private final RequestTally tally;

    TaughtRows(RowSource.Taught source, RowJob job) {
        this.source = source;
        this.labels = job.labels();
        this.field = job.field();
        this.tally = new RequestTally(source.asker());
        List<String> places = new ArrayList<>(job.fields());
        places.addAll(List.of(TEXT, LANGUAGE));
        source.templates().forEach(template -> template.check(places, labels));
        this.steps = source.templates().stream().map(this::replies).toList();
        PromptTemplate verifying = source.verifier();
        if (verifying != null) {
            verifying.check(job.fields(), labels);
        }
        this.verifier = verifying == null ? null : replies(verifying);
    }

    private TaughtReplies replies(PromptTemplate template) {
        Prompter prompter = new Prompter(template, labels, DemonstrationPool.written(template.demonstrations()));
        return new TaughtReplies(prompter, source.asker());
    }

    @Override
    public TokenUsage usage() {
        return tally.usage();
    }

    @Override
    public @Nullable Usd cost() {
        return tally.cost();
    }

    @Override
    public Optional<Question> firstQuestion(Example parent, int number) {
        return Optional.of(question(0, parent, number, parent.field(field)));
    }

    @Override
    public Optional<Question> openQuestion(Example parent, int number) {
        return new Chain(parent, number).run() instanceof RowOutcome.Pending pending
                ? Optional.of(pending.question())
                : Optional.empty();
    }

    @Override
    public Optional<Ahead> ahead(Example parent, int number) {
        Chain chain = new Chain(parent, number);
        return chain.run() instanceof RowOutcome.Pending pending
                ? Optional.of(chain.ahead(pending.question()))
                : Optional.empty();
    }

    @Override
    public RowOutcome of(Example parent, int number) {
        Chain chain = new Chain(parent, number);
        RowOutcome outcome = chain.run();
        chain.answers.forEach(tally::count);
        return outcome;
    }

    /** The label that the new row must have: a counterfactual's are the others in turn. */
    private String wanted(Example parent, int number) {
        if (source.method() != RowMethod.COUNTERFACTUAL) {
            return parent.label();
        }
        List<String> others = others(parent);
        return others.get((number - 1) % others.size());
    }

    private List<String> others(Example parent) {
        return labels.names().stream()
                .filter(label -> !label.equals(parent.label()))
                .toList();
    }

    private Question question(int step, Example parent, int number, String text) {
        int before = number - 1;
        int sample = source.method() == RowMethod.COUNTERFACTUAL ? before / (labels.size() - 1) : before;
        Map<String, String> places = new LinkedHashMap<>(parent.fields());
        places.put(TEXT, text);
        places.put(LANGUAGE, source.language());
        Example row = new Example(parent.uid(), places, wanted(parent, number), Map.of());
        return new Question(steps.get(step).question(row).prompt(), sample);
    }

    /** The questions for one new row, as far as they got. */
    private final class Chain {
        private final Example parent;
        private final int number;
        private final List<String> requests = new ArrayList<>();
        private final List<JournalEntry.Answered> answers = new ArrayList<>();
        private String verifiedLabel = "";
        private @Nullable Step last;
        private int taken;
        private @Nullable RowOutcome end;

        Chain(Example parent, int number) {
            this.parent = parent;
            this.number = number;
        }

        RowOutcome run() {
            Optional<String> text = Optional.of(parent.field(field));
            for (int step = 0; step < steps.size(); step++) {
                int now = step;
                text = text.flatMap(before -> ask(writing(now, before)))
                        .map(answer -> NewText.of(answer.rationale()))
                        .filter(this::isShortEnough);
            }
            return text.filter(this::isVerified)
                    .map(made -> (RowOutcome) new RowOutcome.Made(made, wanted(parent, number), origin()))
                    .orElseGet(this::end);
        }

        /** A question and who reads its replies. */
        private record Step(TaughtReplies via, Question question) {}

        private Step writing(int step, String text) {
            return new Step(steps.get(step), TaughtRows.this.question(step, parent, number, text));
        }

        private Step verifying(TaughtReplies via, String text) {
            Map<String, String> fields = new LinkedHashMap<>(parent.fields());
            fields.put(field, text);
            return new Step(via, via.question(new Example(parent.uid(), fields, wanted(parent, number), Map.of())));
        }

        /** The steps after those that were taken, if a text is what they are about. */
        private List<Step> further(String text) {
            List<Step> further = new ArrayList<>();
            for (int step = taken; step < steps.size(); step++) {
                further.add(writing(step, text));
            }
            if (verifier != null && taken <= steps.size()) {
                further.add(verifying(verifier, text));
            }
            return further;
        }

        Ahead ahead(Question next) {
            Step open = Objects.requireNonNull(last, "a question is open");
            List<PossibleRequests> possible = new ArrayList<>(open.via().possible(open.question(), next, 0));
            for (Step step : further(NewText.widest(parent.field(field)))) {
                possible.add(new PossibleRequests(step.question().prompt(), 1));
                possible.addAll(step.via().possible(step.question(), step.question(), 0));
            }
            return new Ahead(
                    next,
                    further(parent.field(field)).stream().map(Step::question).toList(),
                    possible);
        }

        /** Nothing more is spent on a text that would not be taken. */
        private boolean isShortEnough(String text) {
            if (NewText.isFarLonger(text, parent.field(field))) {
                reject(NewText.FAR_LONGER, "", text);
                return false;
            }
            return true;
        }

        /** The teacher's answer; empty if that is the end. */
        private Optional<TeacherReply.Answer> ask(Step step) {
            last = step;
            taken++;
            TaughtReply found = step.via().of(step.question());
            answers.addAll(found.answers());
            if (found instanceof TaughtReply.Pending pending) {
                end = new RowOutcome.Pending(pending.question());
                return Optional.empty();
            }
            requests.add(source.asker().hash(found.question()).hex());
            if (found instanceof TaughtReply.Unanswered unanswered) {
                return reject(RationaleAugmenter.NO_ANSWER, unanswered.reason(), unanswered.raw());
            }
            TaughtReply.Replied replied = (TaughtReply.Replied) found;
            String said = replied.last().completion().text();
            if (replied.reply() instanceof TeacherReply.Refusal refusal) {
                return reject("refusal", refusal.reason(), said);
            }
            if (replied.reply() instanceof TeacherReply.Unparseable unparseable) {
                return reject(unparseable.reason(), unparseable.error(), said);
            }
            return Optional.of((TeacherReply.Answer) replied.reply());
        }

        /** Whether the teacher, asked without seeing it, finds the wanted label. */
        private boolean isVerified(String text) {
            if (verifier == null) {
                return true;
            }
            return ask(verifying(verifier, text))
                    .map(TeacherReply.Answer::teacherLabel)
                    .filter(label -> agrees(label, text))
                    .isPresent();
        }

        private boolean agrees(String label, String text) {
            verifiedLabel = label;
            if (label.equals(wanted(parent, number))) {
                return true;
            }
            reject(OTHER_LABEL, label, text);
            return false;
        }

        private <T> Optional<T> reject(String reason, String detail, String reply) {
            end = new RowOutcome.Rejected(reason, detail, reply, wanted(parent, number), origin());
            return Optional.empty();
        }

        private RowOutcome end() {
            if (end == null) {
                throw new IllegalStateException(parent.uid() + ": the questions for a new row ended without a reason");
            }
            return end;
        }

        private RowOrigin origin() {
            PromptTemplate template = source.templates().get(0);
            return new RowOrigin.ByTeacher(
                    "teacher",
                    source.method().word(),
                    parent.uid(),
                    number,
                    source.asker().identity().provider(),
                    source.asker().identity().model(),
                    template.name(),
                    template.version(),
                    template.hash(),
                    requests,
                    verifiedLabel);
        }
    }
}
