package dev.scholium.augment;

import dev.scholium.augment.check.Checker;
import dev.scholium.augment.check.Finding;
import dev.scholium.data.Example;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.Usd;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gives every row of a split a rationale where its source has one, and keeps the reason where it has none.
 *
 * <p>First all prompts are asked that the journal does not hold, then the files are written from the journal in the
 * order of the rows: they are the same bytes however often the asking was interrupted.
 */
public final class RationaleAugmenter {

    /** Why a row was rejected whose request failed for good in its session; a later session asks it again. */
    public static final String NO_ANSWER = "no answer from the teacher";

    /** An augmenter; all it needs is in its jobs. */
    public RationaleAugmenter() {}

    /**
     * Augments one split.
     *
     * @param job what
     * @param progress advances by one a row
     * @return what it brought
     * @throws ScholiumException if the template does not fit the task, the teacher cannot be asked any further, a file
     *     cannot be written, or the thread was interrupted
     */
    public AugmentSummary augment(AugmentJob job, Progress progress) {
        if (job.source() instanceof RationaleSource.Taught taught) {
            return augment(job, taught, progress);
        }
        RationaleSource.Recorded recorded = (RationaleSource.Recorded) job.source();
        RecordedRationales rationales = new RecordedRationales(recorded, job.labels(), job.checker());
        rationales.checkColumns(job.rows());
        progress.begin("reading rationales (" + job.name() + ", " + job.split().word() + ")", size(job), "rows");
        Counts counts = write(job, rationales::of, progress);
        progress.end();
        AgreementTally agreement = recorded.teacherLabelColumn().isBlank() ? null : counts.agreement();
        return summary(job, counts, null, TokenUsage.NONE, 0.0, 0.0, agreement);
    }

    /**
     * Sends the first question of every row on its way where a teacher takes its time, such as by batch jobs.
     *
     * @param job what will be augmented later
     * @param progress advances by one a row that needs no asking
     * @throws ScholiumException if the template does not fit the task, or the teacher cannot be asked any further
     */
    public void sendAhead(AugmentJob job, Progress progress) {
        if (job.source() instanceof RationaleSource.Taught taught) {
            taught.template().check(job.fields(), job.labels());
            TaughtRationales rationales = new TaughtRationales(taught, job);
            progress.begin("submitting (" + job.name() + ", " + job.split().word() + ")", size(job), "rows");
            taught.asker().sendAhead(rows(job).map(rationales::firstQuestion).iterator(), progress);
            progress.end();
        }
    }

    /**
     * Writes one split's files anew from the journal alone. Nothing is asked: a row whose question, or whose further
     * question, the journal does not hold is rejected as {@link #NO_ANSWER}; one that a judge has not judged is kept.
     *
     * @param job what; of its teacher only the answers are used
     * @param progress advances by one a row
     * @return what it brought
     * @throws ScholiumException if the template does not fit the task, or a file cannot be read or written
     */
    public AugmentSummary rebuild(AugmentJob job, Progress progress) {
        if (!(job.source() instanceof RationaleSource.Taught taught)) {
            return augment(job, progress);
        }
        taught.template().check(job.fields(), job.labels());
        TaughtRationales rationales = new TaughtRationales(taught, job);
        progress.begin("rebuilding (" + job.name() + ", " + job.split().word() + ")", size(job), "rows");
        Counts counts = write(job, rationales::ofJournal, progress);
        progress.end();
        AgreementTally agreement = taught.template().reply().namesLabel() ? counts.agreement() : null;
        return summary(job, counts, null, rationales.usage(), 0.0, dollars(rationales.cost()), agreement);
    }

    private AugmentSummary augment(AugmentJob job, RationaleSource.Taught taught, Progress progress) {
        taught.template().check(job.fields(), job.labels());
        TaughtRationales rationales = new TaughtRationales(taught, job);
        AskSummary asking = askAll(job, taught.asker(), rationales, progress);
        Counts counts = write(job, rationales::of, Progress.none());
        AgreementTally agreement = taught.template().reply().namesLabel() ? counts.agreement() : null;
        return summary(
                job, counts, asking, rationales.usage(), dollars(asking.cost()), dollars(rationales.cost()), agreement);
    }

    private static AskSummary askAll(AugmentJob job, Asker asker, TaughtRationales rationales, Progress progress) {
        return new Rounds(asker, job.name() + ", " + job.split().word())
                .ask(
                        rows(job).map(rationales::firstQuestion),
                        size(job),
                        () -> rows(job)
                                .map(rationales::of)
                                .filter(Outcome.Pending.class::isInstance)
                                .map(pending -> ((Outcome.Pending) pending).question()),
                        progress);
    }

    private static Stream<Example> rows(AugmentJob job) {
        return StreamSupport.stream(job.rows().spliterator(), false);
    }

    /** Counts of the rows written. */
    private static final class Counts {
        private long rows;
        private long accepted;
        private final Map<String, Long> rejectedByReason = new TreeMap<>();
        private final Map<String, Long> foundByCheck = new TreeMap<>();
        private final VerdictCount verdicts = new VerdictCount();
        private long agree;
        private long disagree;

        void countLabel(Example example, Origin origin) {
            if (origin.teacherLabel().equals(example.label())) {
                agree++;
            } else if (!origin.teacherLabel().isEmpty()) {
                disagree++;
            }
        }

        void countFindings(List<Finding> findings) {
            findings.forEach(finding -> foundByCheck.merge(finding.check().word(), 1L, Long::sum));
        }

        AgreementTally agreement() {
            return new AgreementTally(agree, disagree, rows - agree - disagree);
        }
    }

    private static Counts write(AugmentJob job, Function<Example, Outcome> outcomes, Progress progress) {
        Counts counts = new Counts();
        try {
            // the accepted rows' file comes into place last: where it is, both are whole
            AtomicFile.write(
                    job.file(),
                    accepted -> AtomicFile.write(
                            job.rejectedFile(),
                            rejected -> writeRows(job, outcomes, progress, counts, accepted, rejected)));
        } catch (RuntimeException e) {
            if (Thread.interrupted()) { // files close themselves when their thread is interrupted
                throw new ScholiumException(
                        ExitCode.INTERRUPTED, "interrupted: run the same command again to go on", e);
            }
            throw e;
        }
        return counts;
    }

    private static void writeRows(
            AugmentJob job,
            Function<Example, Outcome> outcomes,
            Progress progress,
            Counts counts,
            Path accepted,
            Path rejected)
            throws IOException {
        try (BufferedWriter rows = Files.newBufferedWriter(accepted);
                BufferedWriter rejections = Files.newBufferedWriter(rejected)) {
            Checker neighbours = job.checker();
            for (Example example : job.rows()) {
                counts.rows++;
                Outcome outcome = CheckedOutcome.compared(example, outcomes.apply(example), neighbours);
                if (outcome instanceof Outcome.Accepted with) {
                    counts.accepted++;
                    counts.countFindings(with.findings());
                    counts.countLabel(example, with.rationale().origin());
                    counts.verdicts.count(with.verdict(), example.label());
                    rows.write(Json.line(AugmentedRow.of(
                            new AugmentedExample(example, with.rationale()), with.findings(), with.verdict())));
                    rows.write('\n');
                } else if (outcome instanceof Outcome.Rejected without) {
                    counts.countLabel(example, without.origin());
                    counts.countFindings(without.findings());
                    counts.verdicts.count(without.verdict(), example.label());
                    counts.rejectedByReason.merge(without.reason(), 1L, Long::sum);
                    rejections.write(Json.line(rejectedRow(job, example, without)));
                    rejections.write('\n');
                } else {
                    throw new IllegalStateException("row " + example.uid() + " is still pending");
                }
                progress.advance(1);
            }
        }
    }

    private static RejectedRow rejectedRow(AugmentJob job, Example example, Outcome.Rejected outcome) {
        return new RejectedRow(
                example.uid(),
                example.fields(),
                example.label(),
                job.source().kind(),
                outcome.reason(),
                outcome.detail(),
                outcome.reply(),
                outcome.origin(),
                reasons(outcome),
                outcome.verdict().scores());
    }

    private static List<String> names(List<Finding> findings) {
        return findings.stream().map(finding -> finding.check().word()).toList();
    }

    /** The main reason first where no check gave it, then what each check found. */
    private static List<String> reasons(Outcome.Rejected outcome) {
        List<String> reasons = new ArrayList<>();
        if (!names(outcome.findings()).contains(outcome.reason())) {
            reasons.add(outcome.detail().isEmpty() ? outcome.reason() : outcome.reason() + ": " + outcome.detail());
        }
        outcome.findings().forEach(finding -> reasons.add(finding.line()));
        return reasons;
    }

    private static AugmentSummary summary(
            AugmentJob job,
            Counts counts,
            @Nullable AskSummary asking,
            TokenUsage usage,
            @Nullable Double cost,
            @Nullable Double totalCost,
            @Nullable AgreementTally agreement) {
        return new AugmentSummary(
                job.name(),
                job.split(),
                job.source().kind(),
                counts.rows,
                counts.accepted,
                counts.rejectedByReason,
                counts.foundByCheck,
                asking,
                usage,
                cost,
                totalCost,
                agreement,
                job.checks().judge().isOn() ? counts.verdicts.tally() : null);
    }

    private static @Nullable Double dollars(@Nullable Usd amount) {
        return amount == null ? null : amount.dollars();
    }

    private static long size(AugmentJob job) {
        return job.rows() instanceof Collection<?> rows ? rows.size() : 0;
    }
}
