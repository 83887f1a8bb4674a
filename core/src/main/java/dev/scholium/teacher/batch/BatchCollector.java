package dev.scholium.teacher.batch;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.teacher.Charges;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.price.Usd;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Fills jobs with the questions that are neither answered nor under way, and submits each when it is full. It holds a
 * few hundred questions at a time.
 */
final class BatchCollector {

    /** So many claims are committed together. */
    private static final int CHUNK = 256;

    private final BatchTeacher teacher;
    private final TeacherIdentity identity;
    private final Journal journal;
    private final BatchJobs jobs;
    private final Charges charges;
    private final BatchTally tally;
    private final JobWatch watch;
    private final boolean jobsWereOpen;
    private final List<Line> chunk = new ArrayList<>();
    private List<Question> elsewhere = new ArrayList<>();
    private long chunkBytes;
    private @Nullable JobDraft draft;

    BatchCollector(BatchTeacher teacher, Journal journal, BatchJobs jobs, BatchTally tally, JobWatch watch) {
        this.teacher = teacher;
        this.identity = teacher.chat().identity();
        this.journal = journal;
        this.jobs = jobs;
        this.charges = jobs.charges();
        this.tally = tally;
        this.watch = watch;
        this.jobsWereOpen = !jobs.open().isEmpty();
    }

    /** A question on its way into a job. */
    private record Line(
            Question question,
            RequestHash hash,
            String line,
            long bytes,
            @Nullable Usd most) {}

    /**
     * Takes all questions in, and submits the jobs that they make.
     *
     * @param questions taken one by one
     */
    void collect(Iterator<Question> questions) {
        try {
            while (questions.hasNext()) {
                jobs.patience().checkInterrupted();
                Question question = questions.next();
                tally.came();
                take(question);
            }
            submit();
        } catch (ScholiumException e) {
            giveUp();
            throw e;
        }
    }

    /** Whether no question waits for what another process makes of its request. */
    boolean isDone() {
        return elsewhere.isEmpty();
    }

    /** Takes questions in that another process had under way, if it has died. */
    void collectAgain() {
        List<Question> before = elsewhere;
        elsewhere = new ArrayList<>();
        try {
            before.forEach(this::take);
            submit();
        } catch (ScholiumException e) {
            giveUp();
            throw e;
        }
    }

    private void take(Question question) {
        RequestHash hash = RequestHash.of(identity, question);
        JournalEntry entry = journal.find(hash);
        if (entry instanceof JournalEntry.Answered answered) {
            if (answered.thisSession()) {
                tally.deduplicated();
            } else {
                tally.fromJournal();
            }
            return;
        }
        if (entry instanceof JournalEntry.Failed failed && failed.thisSession()) {
            tally.deduplicated();
            return;
        }
        charges.check();
        // a line holds no line end, whatever form live requests have
        String body = Json.mapper().readTree(teacher.chat().body(question)).toString();
        String line = teacher.api().line(hash.hex(), body);
        add(new Line(question, hash, line, JobDraft.size(line), charges.most(question.prompt())));
    }

    private void add(Line line) {
        if (!reserve(line)) {
            flush();
            submit();
            awaitRoom(line);
        }
        JobDraft open = draft;
        if (open != null && !open.hasRoom(chunk.size() + 1, chunkBytes + line.bytes())) {
            flush();
            if (!open.hasRoom(1, line.bytes())) {
                submit();
            }
        }
        if (draft == null) {
            draft = jobs.begin(1);
        }
        chunk.add(line);
        chunkBytes += line.bytes();
        if (chunk.size() == CHUNK) {
            flush();
        }
    }

    private boolean reserve(Line line) {
        return charges.reserveForBatch(line.most());
    }

    /** Waits until jobs that have ended make room in the budget. */
    private void awaitRoom(Line line) {
        int looks = 0;
        while (!reserve(line)) {
            if (jobs.open().isEmpty()) {
                throw jobs.patience().stop(charges.exhausted(Objects.requireNonNullElse(line.most(), Usd.ZERO)));
            }
            if (!jobs.waits()) {
                throw jobs.underWay();
            }
            looks++;
            jobs.awaitNextLook(looks);
            watch.look();
        }
    }

    /** Claims the questions of the chunk, and writes those into the job that are ours to ask. */
    private void flush() {
        JobDraft open = draft;
        if (open == null || chunk.isEmpty()) {
            return;
        }
        List<CompletableFuture<Journal.Claim>> claims = new ArrayList<>();
        for (Line line : chunk) {
            claims.add(journal.batches().claim(open.id(), line.hash(), identity, line.question(), line.most()));
        }
        journal.flush();
        for (int i = 0; i < claims.size(); i++) {
            claimed(open, chunk.get(i), claims.get(i).join());
        }
        chunk.clear();
        chunkBytes = 0;
    }

    private void claimed(JobDraft open, Line line, Journal.Claim claim) {
        if (claim == Journal.Claim.ASK || claim == Journal.Claim.ASK_AGAIN) {
            open.add(line.line());
            tally.asked(claim == Journal.Claim.ASK_AGAIN);
            return;
        }
        charges.settleBatch(line.most(), Usd.ZERO);
        switch (claim) {
            case IN_BATCH -> tally.inJob(jobsWereOpen);
            case UNDER_WAY -> elsewhere.add(line.question());
            default -> tally.deduplicated();
        }
    }

    private void submit() {
        flush();
        JobDraft full = draft;
        draft = null;
        if (full == null) {
            return;
        }
        if (full.lines() == 0) {
            jobs.discard(full);
            return;
        }
        boolean made = jobs.submit(full);
        tally.progress()
                .say("batch job " + full.id() + ": " + full.lines() + " requests "
                        + (made ? "submitted" : "sent; whether they arrived is looked up"));
    }

    /** What was collected but not submitted may be asked again. */
    private void giveUp() {
        chunk.forEach(line -> charges.settleBatch(line.most(), Usd.ZERO));
        chunk.clear();
        chunkBytes = 0;
        JobDraft open = draft;
        draft = null;
        if (open != null) {
            jobs.discard(open);
        }
    }
}
