package dev.scholium.teacher;

import dev.scholium.teacher.TeacherFault.Kind;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TeacherPrice;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.Usd;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A teacher that bills all it may, also for replies that get lost, and keeps count of it. Seeded. */
final class BillingTeacher implements Teacher {

    /** What a power cut does to a worker: nothing after it happens. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;

        PowerCut() {
            super("the power was cut", null, false, false);
        }
    }

    private final TeacherConfig config;
    private final ModelPrice price;
    private final SplittableRandom random;
    private final CountDownLatch crowd;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private Usd billed = Usd.ZERO;
    private long calls;
    private long cutAt = Long.MAX_VALUE;

    /** A teacher that answers nobody before so many requests are in flight together. */
    BillingTeacher(TeacherConfig config, int crowd, long seed) {
        this.crowd = new CountDownLatch(crowd);
        this.config = config;
        this.price = Objects.requireNonNull(TeacherPrice.of(config).price());
        this.random = new SplittableRandom(seed);
    }

    synchronized void cutPowerAfter(long moreCalls) {
        cutAt = calls + moreCalls;
    }

    synchronized Usd billed() {
        return billed;
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    @Override
    public TeacherIdentity identity() {
        return new TeacherIdentity(TeacherConfig.BUILT_IN, config.model(), "");
    }

    @Override
    public Completion ask(Question question) {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            TokenEstimate tokens = TokenEstimate.of(question.prompt(), config);
            TokenUsage usage = new TokenUsage(tokens.mostInput(), tokens.mostOutput());
            int luck = draw();
            crowd.countDown();
            crowd.await(20, TimeUnit.SECONDS);
            LockSupport.parkNanos(luck * 100_000L);
            if (luck < 5) {
                throw new TeacherFault(Kind.RATE_LIMITED, "too many requests (429)", 429, "", Duration.ofMillis(1));
            }
            if (luck < 10) {
                throw new TeacherFault(Kind.SERVER, "the server failed (500)", 500, "", null);
            }
            if (luck < 20) {
                usage = new TokenUsage(tokens.mostInput() / 3, luck);
            }
            bill(price.of(usage));
            if (luck >= 90) {
                throw luck < 95
                        ? new TeacherFault(Kind.CONNECTION, "the connection broke")
                        : new TeacherFault(Kind.SERVER, "the reply is no chat completion", 200, "{", null);
            }
            return new Completion("It is so.", "stop", usage, config.model(), Duration.ZERO, "");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** Luck from 0 to 99; after a power cut some requests still arrive and are billed, but nobody hears of it. */
    private synchronized int draw() {
        calls++;
        int luck = random.nextInt(100);
        if (calls > cutAt) {
            throw new PowerCut();
        }
        return luck;
    }

    private synchronized void bill(Usd cost) {
        billed = billed.plus(cost);
        if (calls > cutAt) {
            throw new PowerCut();
        }
    }
}
