package dev.scholium.teacher.mock;

import dev.scholium.failure.ScholiumException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A teacher that misbehaves by plan.
 *
 * <p>Whether a request meets a fault depends on the seed, its body and how often it has come, and on nothing else but
 * where limits, bursts and quota come in: a rehearsal can be repeated. Faults between teacher and client end after a
 * few; faults in an answer stay with the request.
 */
public final class FaultyTeacher implements MockBehaviour {

    /** Draws of one request that must not depend on each other. */
    private enum Draw {
        ANSWER(1),
        TRANSPORT(2),
        LATENCY(3);

        private final int salt;

        Draw(int salt) {
            this.salt = salt;
        }
    }

    private final FaultPlan plan;
    private final RateLimits limits;
    private final AtomicLong answered = new AtomicLong();

    private FaultyTeacher(FaultPlan plan, LongSupplier nanos) {
        this.plan = plan;
        this.limits =
                new RateLimits(plan.requests(), plan.tokens(), plan.minute().toNanos(), nanos);
    }

    /**
     * A teacher that misbehaves.
     *
     * @param specification {@code 429=0.05,reset=0.02}, or the name of a YAML or JSON file with the same keys and
     *     values, ending in {@code .yaml}, {@code .yml} or {@code .json}
     * @param nanos tells the time for its limits, such as {@code System::nanoTime}
     * @return the teacher, which has not been asked yet
     * @throws ScholiumException if the specification is not understood, or the file cannot be read
     */
    public static FaultyTeacher of(String specification, LongSupplier nanos) {
        return new FaultyTeacher(FaultPlan.of(specification), nanos);
    }

    /** {@return a line for every fault and setting: an example, and what it does} */
    public static List<String> help() {
        List<String> lines = new ArrayList<>();
        for (TransportFault fault : TransportFault.values()) {
            lines.add(line(fault.text().example(), fault.text().effect()));
        }
        for (AnswerFault fault : AnswerFault.values()) {
            lines.add(line(fault.text().example(), fault.text().effect()));
        }
        for (FaultSetting setting : FaultSetting.values()) {
            lines.add(line(setting.example(), setting.effect()));
        }
        return lines;
    }

    private static String line(String example, String effect) {
        return String.format("%-27s %s", example, effect);
    }

    @Override
    public MockCompletion answer(MockRequest request, MockCompletion usual) {
        SplittableRandom random = random(request, 0, Draw.ANSWER); // not by times: the answer stays the same
        double drawn = random.nextDouble();
        for (Map.Entry<AnswerFault, FaultShare> entry : plan.answers().entrySet()) {
            drawn -= entry.getValue().share();
            if (drawn < 0) {
                return entry.getKey().apply(usual, entry.getValue().amount());
            }
        }
        return usual;
    }

    @Override
    public MockReaction react(MockRequest request, MockReaction.Respond usual) {
        if (answered.get() >= plan.quota()) {
            return MockReaction.error(429, "insufficient_quota", "You exceeded your current quota");
        }
        RateLimits.Verdict verdict = limits.take((double) request.tokens());
        if (verdict.waitNanos() > 0) {
            return verdict.on(tooMany(verdict.waitNanos()));
        }
        boolean spared = request.times() > plan.most();
        if (!spared && plan.burst().strikes(request.number())) {
            return verdict.on(MockReaction.error(503, "server_error", "The engine is overloaded"));
        }
        MockReaction reaction = spared ? usual : transport(request, usual);
        if (reaction instanceof MockReaction.Respond respond) {
            reaction = verdict.on(respond);
        }
        if (reaction instanceof MockReaction.Respond respond && respond.status() != 200) {
            return respond; // refusals come at once
        }
        if (MockOutcome.of(reaction, usual.body()) == MockOutcome.ANSWERED) {
            answered.incrementAndGet();
        }
        Duration thinking = plan.latency().draw(random(request, request.times(), Draw.LATENCY));
        return thinking.isZero() ? reaction : new MockReaction.After(thinking, reaction);
    }

    private MockReaction transport(MockRequest request, MockReaction.Respond usual) {
        SplittableRandom random = random(request, request.times(), Draw.TRANSPORT);
        double drawn = random.nextDouble();
        for (Map.Entry<TransportFault, FaultShare> entry : plan.transport().entrySet()) {
            drawn -= entry.getValue().share();
            if (drawn < 0) {
                return entry.getKey().apply(usual, entry.getValue().amount(), random);
            }
        }
        return usual;
    }

    private static MockReaction.Respond tooMany(long waitNanos) {
        long millis = (waitNanos + 999_999) / 1_000_000;
        return TransportFault.tooMany()
                .with("retry-after", Long.toString((millis + 999) / 1000))
                .with("retry-after-ms", Long.toString(millis));
    }

    private SplittableRandom random(MockRequest request, int times, Draw draw) {
        long body = Long.parseUnsignedLong(request.hash().substring(0, 16), 16);
        return new SplittableRandom(new SplittableRandom(body ^ plan.seed()).nextLong() + 31L * times + draw.salt)
                .split();
    }
}
