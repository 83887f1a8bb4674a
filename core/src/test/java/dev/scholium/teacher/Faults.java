package dev.scholium.teacher;

import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockReaction;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Ways for the mock teacher to misbehave. */
final class Faults {

    private Faults() {}

    /** The first requests meet a fault, the others an answer. */
    static MockBehaviour first(int count, MockReaction fault) {
        AtomicInteger seen = new AtomicInteger();
        return (request, usual) -> seen.getAndIncrement() < count ? fault : usual;
    }

    static MockBehaviour always(MockReaction fault) {
        return (request, usual) -> fault;
    }

    static MockReaction status(int status, String body) {
        return new MockReaction.Respond(status, Map.of(), body);
    }

    static MockReaction ok(String body) {
        return status(200, body);
    }

    static String error(String message, String code) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + code + "\",\"code\":\"" + code + "\"}}";
    }
}
