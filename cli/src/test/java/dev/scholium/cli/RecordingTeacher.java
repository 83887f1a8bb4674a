package dev.scholium.cli;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.FaultyTeacher;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockCompletion;
import dev.scholium.teacher.mock.MockReaction;
import dev.scholium.teacher.mock.MockRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** A faulty teacher that remembers which body held which prompt. */
final class RecordingTeacher implements MockBehaviour {

    private final MockBehaviour behaviour;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();

    RecordingTeacher(String faults) {
        this.behaviour = FaultyTeacher.of(faults, System::nanoTime);
    }

    @Override
    public MockCompletion answer(MockRequest request, MockCompletion usual) {
        return behaviour.answer(request, usual);
    }

    @Override
    public MockReaction react(MockRequest request, MockReaction.Respond usual) {
        JsonNode messages = Json.mapper().readTree(request.body()).path("messages");
        bodies.put(messages.get(messages.size() - 1).path("content").asString(""), request.body());
        return behaviour.react(request, usual);
    }

    /** {@return the bodies that came, by the prompts in them} */
    Map<String, String> bodies() {
        return bodies;
    }
}
