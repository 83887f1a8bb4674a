package dev.scholium.teacher.mock;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.BatchBehaviour.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One batch job of the mock teacher: its lines are answered when its time is over. Safe for any number of threads. */
final class MockBatch {

    private final int number;
    private final List<Line> lines;
    private final BatchBehaviour behaviour;
    private final ChatEndpoint chat;
    private final Instant created;
    private final long createdNanos = System.nanoTime();
    private double doneWhenCancelled = -1;
    private @Nullable List<Result> results;

    /**
     * A job that begins now.
     *
     * @param number of the job, from 1
     * @param lines what is asked
     * @param behaviour how it goes
     * @param chat answers the lines
     * @param created when it was made, for people
     */
    MockBatch(int number, List<Line> lines, BatchBehaviour behaviour, ChatEndpoint chat, Instant created) {
        this.number = number;
        this.lines = List.copyOf(lines);
        this.behaviour = behaviour;
        this.chat = chat;
        this.created = created;
    }

    /**
     * One request of a job.
     *
     * @param customId its own id
     * @param body what would be sent to the chat endpoint
     */
    record Line(String customId, String body) {}

    /**
     * What came of one request.
     *
     * @param customId its own id
     * @param fate what became of it
     * @param cancelled whether the job was cancelled before its turn
     * @param answer status and body; for what was never worked on, an error without meaning
     */
    record Result(String customId, Fate fate, boolean cancelled, MockReaction.Respond answer) {

        /** {@return whether it was answered, with whatever status, and the answer is shown} */
        boolean isShown() {
            return !cancelled && fate != Fate.EXPIRED && fate != Fate.FAILED;
        }
    }

    int number() {
        return number;
    }

    Instant created() {
        return created;
    }

    int size() {
        return lines.size();
    }

    /** Share of the job's time that is over, in {@code [0, 1]}. */
    private double progress() {
        Duration delay = behaviour.delay(number);
        return delay.isZero() ? 1 : Math.min(1, (System.nanoTime() - createdNanos) / (double) delay.toNanos());
    }

    /** {@return how many requests have been worked on} */
    synchronized int done() {
        return (int) (lines.size() * (isCancelled() ? doneWhenCancelled : progress()));
    }

    synchronized boolean hasEnded() {
        return isCancelled() || progress() >= 1;
    }

    synchronized boolean isCancelled() {
        return doneWhenCancelled >= 0;
    }

    /** Ends the job; what was worked on by then stays answered. Has no effect on one that has ended. */
    synchronized void cancel() {
        if (!hasEnded()) {
            doneWhenCancelled = progress();
        }
    }

    /** {@return what came of each request, in the order in which it is shown; only once it has ended} */
    synchronized List<Result> results() {
        if (results == null) {
            List<Result> all = new ArrayList<>();
            int worked = done();
            for (int i = 0; i < lines.size(); i++) {
                all.add(result(lines.get(i), i >= worked));
            }
            if (behaviour.reversed()) {
                Collections.reverse(all);
            }
            results = all;
        }
        return results;
    }

    private Result result(Line line, boolean cancelled) {
        Fate fate = behaviour.fate(number, line.customId());
        boolean worked = !cancelled && fate != Fate.EXPIRED && fate != Fate.FAILED;
        return new Result(line.customId(), fate, cancelled, worked ? answer(line.body()) : unanswered());
    }

    private MockReaction.Respond answer(String body) {
        MockReaction reaction = chat.answer(body);
        while (reaction instanceof MockReaction.After after) {
            reaction = after.then();
        }
        return reaction instanceof MockReaction.Respond respond && isJson(respond.body()) ? respond : unanswered();
    }

    /** Whether a body can stand in a line of results; what gets lost on the way to a live client cannot. */
    private static boolean isJson(String body) {
        try {
            return Json.mapper().readTree(body).isContainer();
        } catch (JacksonException halfOfIt) {
            return false;
        }
    }

    private static MockReaction.Respond unanswered() {
        return MockReaction.error(500, "server_error", "the server had an error while processing the request");
    }
}
