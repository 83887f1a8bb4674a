package dev.scholium.teacher.batch;

import dev.scholium.teacher.Charges;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalBatches.Batch;
import dev.scholium.teacher.JournalBatches.OpenRequest;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import dev.scholium.teacher.price.Usd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the results of one job that has ended into the journal, line by line, in whatever order and completeness they
 * came. Doing so twice changes nothing: only requests that nothing was heard of yet are written.
 */
final class BatchMerge {

    private final ChatTeacher teacher;
    private final Journal journal;
    private final BatchApi api;
    private final Charges charges;
    private final UnaryOperator<String> redacted;
    private final BatchTally tally;

    private boolean reserved;
    private int round;
    private boolean lastRound;
    private Duration latency = Duration.ZERO;
    private Map<RequestHash, OpenRequest> open = Map.of();
    private long answered;
    private long failed;
    private long lost;
    private String overbilled = "";
    private @Nullable TeacherFault hopeless;

    /**
     * A merge of one job.
     *
     * @param teacher reads replies
     * @param journal takes them
     * @param api reads lines
     * @param charges what requests of batch jobs cost
     * @param redacted takes the key out of what others wrote
     * @param tally counts
     */
    BatchMerge(
            ChatTeacher teacher,
            Journal journal,
            BatchApi api,
            Charges charges,
            UnaryOperator<String> redacted,
            BatchTally tally) {
        this.teacher = teacher;
        this.journal = journal;
        this.api = api;
        this.charges = charges;
        this.redacted = redacted;
        this.tally = tally;
    }

    /**
     * Reads results.
     *
     * @param batch the job
     * @param remote how it ended
     * @param results its files, answers before failures
     * @param reserved whether what its requests may cost is on this session's account
     * @param round how often its requests have been submitted
     * @param lastRound whether what failed is not to be submitted again
     * @param latency from submission to now
     */
    void merge(
            Batch batch,
            RemoteJob remote,
            Iterable<Path> results,
            boolean reserved,
            int round,
            boolean lastRound,
            Duration latency) {
        this.reserved = reserved;
        this.round = round;
        this.lastRound = lastRound;
        this.latency = latency;
        this.open = new LinkedHashMap<>();
        journal.batches().open(batch.id()).forEach(request -> open.put(request.hash(), request));
        for (Path file : results) {
            mergeFile(file);
        }
        boolean endedEarly = remote.cancelled() || remote.status().equals("expired");
        for (OpenRequest missing : open.values()) {
            lost += endedEarly ? 0 : 1;
            TeacherFault fault = new TeacherFault(
                    Kind.CONNECTION,
                    endedEarly
                            ? "the batch job was " + (remote.cancelled() ? "cancelled" : "expired") + " before its turn"
                            : "the batch job's results have no whole line for it");
            // a reply that was lost on the way may have been billed
            failed(missing, fault, endedEarly ? Usd.ZERO : missing.reserved());
        }
        journal.flush();
    }

    private void mergeFile(Path file) {
        CharsetDecoder lenient = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), lenient))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    mergeLine(redacted.apply(line));
                }
            }
        } catch (IOException e) {
            throw JobFiles.failure(file, e);
        }
    }

    private void mergeLine(String line) {
        Optional<BatchReply> read = api.read(line);
        if (read.isEmpty() || !read.get().customId().matches("[0-9a-f]{64}")) {
            return; // torn: its request stays among those that are missing
        }
        OpenRequest request = open.remove(new RequestHash(read.get().customId()));
        if (request == null) {
            return; // a second line for the same request, or one that was merged before a crash
        }
        if (read.get() instanceof BatchReply.Answer answer) {
            answered(request, answer.body(), line);
        } else {
            failed(request, ((BatchReply.Failure) read.get()).fault(), Usd.ZERO);
        }
    }

    private void answered(OpenRequest request, String body, String line) {
        Completion completion;
        try {
            completion = teacher.read(body, latency);
        } catch (TeacherFault noCompletion) {
            failed(request, noCompletion, request.reserved());
            return;
        }
        Completion asItCame = new Completion(
                completion.text(),
                completion.finishReason(),
                completion.usage(),
                completion.model(),
                completion.latency(),
                line);
        Usd most = request.reserved();
        Usd cost = charges.of(completion.usage(), most);
        journal.answeredLater(request.hash(), asItCame, round, cost);
        settle(most, cost);
        if (most != null && cost != null && cost.compareTo(most) > 0) {
            overbilled = charges.overbilled(cost, most);
        }
        answered++;
        tally.answered(completion.usage());
    }

    private void failed(OpenRequest request, TeacherFault fault, @Nullable Usd cost) {
        boolean forGood = lastRound || fault.kind() == Kind.PROMPT_REFUSED || fault.kind() == Kind.HOPELESS;
        journal.failedLater(request.hash(), fault, round, forGood, cost);
        settle(request.reserved(), cost);
        failed++;
        if (fault.kind() == Kind.HOPELESS) {
            hopeless = fault;
        }
        if (forGood) {
            tally.failed();
        }
    }

    private void settle(@Nullable Usd most, @Nullable Usd cost) {
        charges.settleBatch(reserved ? most : Usd.ZERO, cost);
        tally.paid(cost);
    }

    /** {@return the line for a server that billed more than it can; empty if it did not} */
    String overbilled() {
        return overbilled;
    }

    /** {@return how many requests were answered} */
    long answered() {
        return answered;
    }

    /** {@return how many failed, for good or not} */
    long failed() {
        return failed;
    }

    /** {@return how many of those have no whole line in the results} */
    long lost() {
        return lost;
    }

    /** {@return why no request of this run can succeed, if nothing was answered for such a reason} */
    Optional<TeacherFault> hopeless() {
        return answered == 0 ? Optional.ofNullable(hopeless) : Optional.empty();
    }
}
