package dev.scholium.web.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a student takes for its batches, as the last ones went: labels and rationales have a pace each. Where a
 * batch has more rows than those that were measured, no longer than they took; so it tells too little rather than too
 * much while batches grow, and the truth where all are full. Not safe for several threads.
 */
final class BatchPace {

    private final int batchSize;
    private final Map<Integer, Batch> measured = new HashMap<>(); // by new tokens, of which a student has two at most

    /** Rows and nanoseconds of a batch, half of the latest one and half of those before. */
    private record Batch(double rows, double nanos) {

        Batch followedBy(Batch latest) {
            return new Batch((rows + latest.rows) / 2, (nanos + latest.nanos) / 2);
        }

        double nanosOf(long some) {
            return nanos * Math.min(1, some / rows);
        }
    }

    BatchPace(int batchSize) {
        this.batchSize = batchSize;
    }

    /** Hears of a batch that was answered as a whole. */
    void took(int newTokens, int rows, long nanos) {
        measured.merge(newTokens, new Batch(rows, nanos), Batch::followedBy);
    }

    /** The nanoseconds for so many rows of one kind; 0 where nothing is known of it. */
    long nanosFor(int newTokens, long rows) {
        Batch batch = measured.get(newTokens);
        if (batch == null) {
            return 0;
        }
        long batches = (rows + batchSize - 1) / batchSize; // the last of several is filled by who comes meanwhile
        return (long) (batches > 1 ? batches * batch.nanosOf(batchSize) : batch.nanosOf(rows));
    }

    /** The nanoseconds for some questions, in batches of one kind each. */
    long nanosFor(Collection<Question> questions) {
        Map<Integer, Long> rows = new HashMap<>();
        questions.forEach(question -> rows.merge(question.maxNewTokens(), 1L, Long::sum));
        return rows.entrySet().stream()
                .mapToLong(kind -> nanosFor(kind.getKey(), kind.getValue()))
                .sum();
    }
}
