package dev.scholium.teacher.mock;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All batch jobs that a provider's endpoint was given. Safe for any number of threads. */
final class MockBatches {

    private final BatchBehaviour behaviour;
    private final ChatEndpoint chat;
    private final MockStatistics statistics;
    private final List<MockBatch> jobs = new ArrayList<>();

    /**
     * No jobs yet.
     *
     * @param behaviour how they will go
     * @param chat answers their lines
     * @param statistics counts them
     */
    MockBatches(BatchBehaviour behaviour, ChatEndpoint chat, MockStatistics statistics) {
        this.statistics = statistics;
        this.behaviour = behaviour;
        this.chat = chat;
    }

    synchronized MockBatch create(List<MockBatch.Line> lines) {
        MockBatch job = new MockBatch(
                jobs.size() + 1, lines, behaviour, chat, Clock.systemUTC().instant());
        jobs.add(job);
        statistics.countBatchJob();
        return job;
    }

    /** {@return the job of a number, if there is one} */
    synchronized Optional<MockBatch> find(int number) {
        return number >= 1 && number <= jobs.size() ? Optional.of(jobs.get(number - 1)) : Optional.empty();
    }

    /** {@return all jobs, the newest first} */
    synchronized List<MockBatch> newestFirst() {
        List<MockBatch> newest = new ArrayList<>(jobs);
        Collections.reverse(newest);
        return newest;
    }
}
