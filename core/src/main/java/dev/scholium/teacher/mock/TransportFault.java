package dev.scholium.teacher.mock;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** A fault between teacher and client: asking again helps. */
enum TransportFault implements Fault {
    /** 429 that does not say how long to wait. */
    TOO_MANY_REQUESTS("429", "429=0.05", "429 without Retry-After", FaultText.Amount.NONE, 0) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            return tooMany();
        }
    },
    /** 429 that says how long to wait. */
    TOO_MANY_REQUESTS_AFTER(
            "429-after", "429-after=0.05:2s", "429 with Retry-After, here of 2 seconds", FaultText.Amount.SECONDS, 1) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            return tooMany()
                    .with("retry-after", Long.toString((long) Math.ceil(amount)))
                    .with("retry-after-ms", Long.toString((long) (amount * 1000)));
        }
    },
    /** 5xx with a JSON body, or a gateway's page. */
    SERVER_ERROR("5xx", "5xx=0.03", "500, 502 (a gateway's page), 503, 504 or 529", FaultText.Amount.NONE, 0) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            int status = STATUSES[random.nextInt(STATUSES.length)];
            return status == 502
                    ? page(status, "Bad Gateway")
                    : MockReaction.error(status, "server_error", "The server had an error");
        }
    },
    /** No reply at all. */
    HANGUP("hangup", "hangup=0.02", "the connection is closed without a reply", FaultText.Amount.NONE, 0) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            return new MockReaction.Hangup();
        }
    },
    /** A reply that breaks off. */
    RESET("reset", "reset=0.02", "the connection is closed in the middle of the body", FaultText.Amount.NONE, 0) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            return new MockReaction.Truncate(usual.body(), usual.body().length() / 2);
        }
    },
    /** A whole answer that takes its time. */
    SLOW(
            "slow",
            "slow=0.01:30s",
            "a whole answer whose body dribbles, here for 30 seconds",
            FaultText.Amount.SECONDS,
            5) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            return new MockReaction.Dribble(usual.body(), Duration.ofMillis((long) (amount * 1000)));
        }
    },
    /** A whole body that is half a JSON text. */
    TRUNCATED_JSON("truncated-json", "truncated-json=0.01", "200 with half of the JSON", FaultText.Amount.NONE, 0) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            int half = usual.body().length() / 2;
            return new MockReaction.Respond(200, usual.headers(), usual.body().substring(0, half));
        }
    },
    /** A page where JSON should be. */
    CONTENT_TYPE("content-type", "content-type=0.01", "200 with a page of HTML", FaultText.Amount.NONE, 0) {
        @Override
        MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random) {
            return page(200, "Please sign in");
        }
    };

    private static final int[] STATUSES = {500, 502, 503, 504, 529};

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and numbers
    private final FaultText text;

    TransportFault(String word, String example, String effect, FaultText.Amount amount, double usualAmount) {
        this.text = new FaultText(word, example, effect, amount, usualAmount);
    }

    /**
     * What is sent instead of an answer.
     *
     * @param usual the answer
     * @param amount what the fault counts
     * @param random decides what is left open
     * @return the faulty reaction
     */
    abstract MockReaction apply(MockReaction.Respond usual, double amount, SplittableRandom random);

    static MockReaction.Respond tooMany() {
        return MockReaction.error(429, "rate_limit_exceeded", "Rate limit reached for requests");
    }

    private static MockReaction page(int status, String title) {
        return new MockReaction.Respond(
                status,
                Map.of("content-type", "text/html"),
                "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>");
    }

    @Override
    public FaultText text() {
        return text;
    }
}
