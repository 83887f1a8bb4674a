package dev.scholium.augment;

import dev.scholium.data.Example;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.JournalAsker;
import dev.scholium.teacher.JournalView;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RedactingAsker;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.OutputTokens;
import dev.scholium.teacher.price.PromptTokens;
import dev.scholium.teacher.price.TeacherPrice;
import dev.scholium.teacher.price.TokenSpan;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what asking would take: reads rows and journal, sends and writes nothing. One thread.
 *
 * <p>A question that several sources or splits share is counted where it comes first. Private texts that would be taken
 * out before anything is sent are not counted either.
 */
public final class Forecaster {

    private final NotingAsker noting;
    private final Asker asker;
    private final @Nullable ModelPrice price;
    private final PromptTokens promptTokens;
    private final OutputTokens outputTokens;
    private final Set<RequestHash> wanted = new HashSet<>();
    private final Set<RequestHash> pending = new HashSet<>();
    private final Set<RequestHash> answeredByTeacher = new HashSet<>();
    private final Set<RequestHash> answeredByOthers = new HashSet<>();

    /**
     * A forecaster for one teacher.
     *
     * @param teacher the teacher, as far as the journal knows it
     * @param price what its tokens cost
     * @param journal looked through once
     */
    public Forecaster(JournalAsker teacher, TeacherPrice price, JournalView journal) {
        this.noting = new NotingAsker(teacher);
        this.asker = RedactingAsker.around(noting);
        this.price = price.price();
        this.promptTokens = PromptTokens.of(asker.config());
        this.outputTokens = new OutputTokens(asker.config());
        journal.eachAnswer(answer -> {
            RequestHash key = MessageKey.of(answer.system(), answer.user());
            if (answer.teacher().equals(asker.identity())) {
                answeredByTeacher.add(key);
                outputTokens.seen(answer.completionTokens());
            } else {
                answeredByOthers.add(key);
            }
        });
    }

    /** {@return who must be asked by the sources that are counted: it notes what they look up} */
    public Asker asker() {
        return asker;
    }

    /**
     * What one split would take.
     *
     * @param job what would be done; its source must be a teacher, asked by {@link #asker()}
     * @param progress advances by one a row
     * @return requests, tokens and cost
     */
    public Forecast of(AugmentJob job, Progress progress) {
        RationaleSource.Taught source = (RationaleSource.Taught) job.source();
        source.template().check(job.fields(), job.labels());
        TaughtRationales rationales = new TaughtRationales(source, job);
        progress.begin(
                "counting (" + job.name() + ", " + job.split().word() + ")",
                job.rows() instanceof Collection<?> rows ? rows.size() : 0,
                "rows");
        ForecastCount count = count();
        for (Example row : job.rows()) {
            count.row();
            count.question(rationales.firstQuestion(row));
            Optional<Ahead> ahead = rationales.ahead(row);
            if (ahead.isPresent() && count.ask(ahead.get().next(), true)) {
                count.follow(ahead.get(), true); // rows of one question share what follows
            }
            rationales // rows that share a rationale are judged one by one
                    .judgedLater(row)
                    .filter(later -> isPending(later.likely().get(0)))
                    .ifPresent(later -> count.follow(later, true));
            progress.advance(1);
        }
        progress.end();
        return count.forecast(job.name(), job.split().word());
    }

    /** {@return a count of nothing yet, for one source and split} */
    public ForecastCount count() {
        return new ForecastCount(this, asker, price, outputTokens);
    }

    /** Whether a first question was not counted before. */
    boolean isWanted(Question question) {
        return wanted.add(asker.hash(question));
    }

    /** Whether a question that is to be asked was not counted before. */
    boolean isPending(Question question) {
        return pending.add(asker.hash(question));
    }

    /** How many different answers were found so far. */
    long answered() {
        return noting.answered();
    }

    TokenSpan tokens(Prompt sent) {
        return promptTokens.of(sent);
    }

    /** Whether another model, or other settings, have answered the very messages, and this teacher has not. */
    boolean isAnsweredUnderOtherSettings(Prompt sent) {
        RequestHash key = MessageKey.of(sent);
        return answeredByOthers.contains(key) && !answeredByTeacher.contains(key);
    }

    /** {@return answers of this teacher to prompts that nothing asked for so far (any more)} */
    public long answersToOtherPrompts() {
        return answeredByTeacher.stream()
                .filter(key -> !noting.hasLookedUp(key))
                .count();
    }

    /** {@return whether input is counted by the model's tokenizer rather than estimated} */
    public boolean countsInput() {
        return promptTokens.isExact();
    }

    /** {@return from how many earlier answers the length of further ones is guessed; 0 for a rule of thumb} */
    public long outputBasis() {
        return outputTokens.basis();
    }
}
