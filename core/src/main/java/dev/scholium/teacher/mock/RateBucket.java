package dev.scholium.teacher.mock;

/** A token bucket: fills steadily, and what is taken must be there. Guarded by its owner. */
final class RateBucket {

    private final RateLimit limit;
    private final double perNano;
    private double level;
    private long filledAt;

    /**
     * A full bucket.
     *
     * @param limit how fast it fills and how much it holds
     * @param minuteNanos how long a minute lasts
     * @param now the time in nanoseconds
     */
    RateBucket(RateLimit limit, long minuteNanos, long now) {
        this.limit = limit;
        this.perNano = limit.aMinute() / minuteNanos;
        this.level = limit.atOnce();
        this.filledAt = now;
    }

    private double wanted(double amount) {
        return Math.min(amount, limit.atOnce()); // what is more than the bucket holds takes all it holds
    }

    /** {@return whether so much is there at a time} */
    boolean has(double amount, long now) {
        level = Math.min(limit.atOnce(), level + (now - filledAt) * perNano);
        filledAt = now;
        return level >= wanted(amount);
    }

    /** Takes what {@link #has} said is there. */
    void take(double amount) {
        level -= wanted(amount);
    }

    /** {@return nanoseconds until so much is there} */
    long nanosUntil(double amount) {
        return (long) Math.ceil(Math.max(0, wanted(amount) - level) / perNano);
    }

    /** {@return nanoseconds until it is full} */
    long nanosUntilFull() {
        return nanosUntil(limit.atOnce());
    }

    /** {@return what is there, in whole units} */
    long remaining() {
        return (long) Math.floor(level);
    }

    /** {@return what may come in a minute} */
    long limit() {
        return (long) limit.aMinute();
    }
}
