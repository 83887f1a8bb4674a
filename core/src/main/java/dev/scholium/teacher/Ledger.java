package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What a run has spent, over all its sessions, and what it has reserved for requests whose cost is not known yet.
 *
 * <p>A request may be sent when spent, reserved and the most that it may cost stay together within the budget; the
 * reservation is then made in the same breath. Shared by all who ask over one journal, whichever teachers they ask.
 */
public final class Ledger {

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final Usd before;
    private Usd spent;
    private Usd reserved;
    private long underWay;

    /**
     * A ledger that goes on from earlier sessions.
     *
     * @param spent what they paid, and what requests of unknown outcome may have cost
     * @param reserved the most that requests in open batch jobs may cost
     */
    Ledger(Usd spent, Usd reserved) {
        this.before = spent;
        this.spent = spent;
        this.reserved = reserved;
    }

    /**
     * Reserves for a request that is sent now; waits for requests under way to be settled where that may make room.
     *
     * @param most the most that it may cost
     * @param budget what the run may cost
     * @param stopped whether waiting has no use any more
     * @return whether it may be sent; if so it must be settled, whatever comes
     */
    boolean reserve(Usd most, Usd budget, BooleanSupplier stopped) {
        lock.lock();
        try {
            while (!fits(most, budget)) {
                if (underWay == 0 || stopped.getAsBoolean()) {
                    return false;
                }
                settled.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
            reserved = reserved.plus(most);
            underWay++;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reserves for a request of a batch job, which is settled hours later, perhaps by another process.
     *
     * @param most the most that it may cost
     * @param budget what the run may cost
     * @return whether it may be part of the job
     */
    public boolean reserveForBatch(Usd most, Usd budget) {
        lock.lock();
        try {
            boolean fits = fits(most, budget);
            reserved = fits ? reserved.plus(most) : reserved;
            return fits;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Usd most, Usd budget) {
        return spent.plus(reserved).plus(most).compareTo(budget) <= 0;
    }

    /** What a request cost that was reserved for with {@link #reserve}. */
    void settle(Usd most, Usd cost) {
        lock.lock();
        try {
            reserved = reserved.minus(most);
            spent = spent.plus(cost);
            underWay--;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What a request of a batch job cost.
     *
     * @param most what was reserved for it
     * @param cost what it cost
     */
    public void settleBatch(Usd most, Usd cost) {
        lock.lock();
        try {
            reserved = reserved.minus(most);
            spent = spent.plus(cost);
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return what was paid, and what requests of unknown outcome may have cost} */
    public Usd spent() {
        lock.lock();
        try {
            return spent;
        } finally {
            lock.unlock();
        }
    }

    /** {@return what was paid since the journal was opened here} */
    public Usd spentHere() {
        return spent().minus(before);
    }

    /** {@return the most that requests may cost whose reply is still to come} */
    public Usd reserved() {
        lock.lock();
        try {
            return reserved;
        } finally {
            lock.unlock();
        }
    }
}
