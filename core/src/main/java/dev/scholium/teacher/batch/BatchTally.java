package dev.scholium.teacher.batch;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.Usd;
import org.jspecify.annotations.Nullable;

/** Counts what asking takes, and tells how far it is. One thread. */
final class BatchTally {

    private final Progress progress;
    private long prompts;
    private long advanced;
    private long asked;
    private long askedAgain;
    private long deduplicated;
    private long fromJournal;
    private long failed;
    private TokenUsage usage = TokenUsage.NONE;
    private @Nullable Usd cost = Usd.ZERO;

    BatchTally(Progress progress) {
        this.progress = progress;
    }

    Progress progress() {
        return progress;
    }

    void came() {
        prompts++;
    }

    void asked(boolean again) {
        asked++;
        askedAgain += again ? 1 : 0;
    }

    void deduplicated() {
        deduplicated++;
        advance();
    }

    void fromJournal() {
        fromJournal++;
        advance();
    }

    /** A question shares a request that is in a job; the job's end is what counts. */
    void inJob(boolean ofEarlierRun) {
        if (ofEarlierRun) {
            fromJournal++;
        } else {
            deduplicated++;
        }
    }

    void answered(TokenUsage used) {
        usage = usage.plus(used);
        advance();
    }

    void failed() {
        failed(1);
    }

    void failed(long requests) {
        failed += requests;
        for (long i = 0; i < requests; i++) {
            advance();
        }
    }

    /** An attempt cost so much; absent if its price is unknown. */
    void paid(@Nullable Usd more) {
        cost = cost == null || more == null ? null : cost.plus(more);
    }

    private void advance() {
        if (advanced < prompts) {
            advanced++;
            progress.advance(1);
        }
    }

    /** All that came is done. */
    void finish() {
        progress.advance(prompts - advanced);
        advanced = prompts;
    }

    AskSummary summary() {
        return new AskSummary(prompts, asked, askedAgain, deduplicated, fromJournal, failed, usage, cost);
    }
}
