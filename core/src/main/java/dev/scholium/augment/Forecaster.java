package dev.scholium.augment;

import dev.scholium.data.Example;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.JournalView;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.OutputTokens;
import dev.scholium.teacher.price.PromptTokens;
import dev.scholium.teacher.price.TeacherPrice;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.TokenSpan;
import dev.scholium.teacher.price.Usd;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what asking would take: reads rows and journal, sends and writes nothing. One thread.
 *
 * <p>A question that several sources or splits share is counted where it comes first.
 */
public final class Forecaster {

    private static final TeacherIdentity ANYBODY = new TeacherIdentity("", "", "");

    private final Asker asker;
    private final @Nullable ModelPrice price;
    private final PromptTokens promptTokens;
    private final OutputTokens outputTokens;
    private final Set<RequestHash> wanted = new HashSet<>();
    private final Set<RequestHash> pending = new HashSet<>();
    private final Set<RequestHash> messages = new HashSet<>();
    private final Set<RequestHash> answeredByTeacher = new HashSet<>();
    private final Set<RequestHash> answeredByOthers = new HashSet<>();

    /**
     * A forecaster for one teacher.
     *
     * @param asker the teacher, as far as the journal knows it
     * @param price what its tokens cost
     * @param journal looked through once
     */
    public Forecaster(Asker asker, TeacherPrice price, JournalView journal) {
        this.asker = asker;
        this.price = price.price();
        TeacherConfig config = asker.config();
        this.promptTokens = PromptTokens.of(config);
        this.outputTokens = new OutputTokens(config);
        journal.eachAnswer(answer -> {
            RequestHash key = key(answer.system(), answer.user());
            if (answer.teacher().equals(asker.identity())) {
                answeredByTeacher.add(key);
                outputTokens.seen(answer.completionTokens());
            } else {
                answeredByOthers.add(key);
            }
        });
    }

    /**
     * What one split would take.
     *
     * @param job what would be done; its source must be a teacher
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
        Count count = new Count();
        for (Example row : job.rows()) {
            count.rows++;
            Question first = rationales.firstQuestion(row);
            if (wanted.add(source.asker().hash(first))) {
                count.questions++;
                messages.add(key(first.prompt().system(), first.prompt().user()));
            }
            if (rationales.of(row) instanceof Outcome.Pending next) {
                count.openRows++;
                if (pending.add(source.asker().hash(next.question()))) {
                    count.add(next.question().prompt());
                }
            }
            progress.advance(1);
        }
        progress.end();
        return count.forecast(job);
    }

    /** Adds up one split. */
    private final class Count {
        private long rows;
        private long questions;
        private long openRows;
        private long toAsk;
        private TokenSpan input = TokenSpan.NONE;
        private Usd worst = Usd.ZERO;

        void add(Prompt prompt) {
            toAsk++;
            input = input.plus(promptTokens.of(prompt));
            if (price != null) {
                worst = worst.plus(price.most(TokenEstimate.of(prompt, asker.config())));
            }
        }

        Forecast forecast(AugmentJob job) {
            TokenSpan output = outputTokens.of(toAsk);
            Usd expected = cost(input.expected(), output.expected());
            return new Forecast(
                    job.name(),
                    job.split(),
                    rows,
                    questions,
                    Math.max(0, questions - toAsk),
                    toAsk,
                    input,
                    output,
                    cost(input.low(), output.low()),
                    expected,
                    price == null ? null : worst,
                    saved(expected));
        }

        private @Nullable Usd saved(@Nullable Usd expected) {
            if (expected == null || toAsk == 0) {
                return expected == null ? null : Usd.ZERO;
            }
            return new Usd(expected.picos() / toAsk).times(openRows - toAsk);
        }
    }

    private @Nullable Usd cost(long input, long output) {
        return price == null ? null : price.of(new TokenUsage(input, output));
    }

    /** {@return questions whose very messages another model, or other settings, have answered: that does not count} */
    public long answeredUnderOtherSettings() {
        return messages.stream()
                .filter(key -> answeredByOthers.contains(key) && !answeredByTeacher.contains(key))
                .count();
    }

    /** {@return answers of this teacher to prompts that the recipe does not ask (any more)} */
    public long answersToOtherPrompts() {
        return answeredByTeacher.stream().filter(key -> !messages.contains(key)).count();
    }

    /** {@return whether input is counted by the model's tokenizer rather than estimated} */
    public boolean countsInput() {
        return promptTokens.isExact();
    }

    /** {@return from how many earlier answers the length of further ones is guessed; 0 for a rule of thumb} */
    public long outputBasis() {
        return outputTokens.basis();
    }

    private static RequestHash key(String system, String user) {
        return RequestHash.of(ANYBODY, Question.of(new Prompt(system, user)));
    }
}
