package dev.scholium.torch.train;

import java.util.function.LongSupplier;

/** Says when a training should save itself between evaluations. */
final class CheckpointClock {

    /** Work that a killed training may lose, in seconds. */
    private static final double INTERVAL = 60;

    /** A checkpoint may take a twentieth of the time, so large students save more rarely. */
    private static final double SHARE = 20;

    private final LongSupplier nanoTime;
    private long last;
    private double interval = INTERVAL;

    CheckpointClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    void restart() {
        last = nanoTime.getAsLong();
    }

    boolean isDue() {
        return (nanoTime.getAsLong() - last) * 1e-9 >= interval;
    }

    /** Notes a checkpoint, and how many seconds it took. */
    void saved(double seconds) {
        interval = Math.max(INTERVAL, SHARE * seconds);
        restart();
    }
}
