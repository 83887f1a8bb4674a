package dev.scholium.teacher.mock;

import dev.scholium.teacher.TokenUsage;
import java.util.List;
import java.util.Optional;

/** Answers chat requests in a provider's form, or misbehaves as it is told to. */
final class ChatEndpoint implements MockEndpoint {

    private static final int ID_DIGITS = 24;

    private final ChatForm form;
    private final MockBehaviour behaviour;
    private final MockStatistics statistics;

    /**
     * An endpoint.
     *
     * @param form how requests and answers are written
     * @param behaviour what it does with each
     * @param statistics counts them
     */
    ChatEndpoint(ChatForm form, MockBehaviour behaviour, MockStatistics statistics) {
        this.form = form;
        this.behaviour = behaviour;
        this.statistics = statistics;
    }

    @Override
    public String path() {
        return form.path();
    }

    @Override
    public MockReaction answer(MockCall call) {
        return answer(call.body());
    }

    /**
     * Answers one body, wherever it came from.
     *
     * @param body a chat request
     * @return what to do with it
     */
    MockReaction answer(String body) {
        MockRequest request = statistics.count(body);
        Optional<ChatQuestion> question = form.read(body);
        if (question.isEmpty()) {
            return behaviour.react(
                    request, MockReaction.error(400, "invalid_request_error", "model and messages must be given"));
        }
        MockCompletion completion = behaviour.answer(request, completion(request, question.get()));
        return behaviour.react(request, MockReaction.json(form.write(completion)));
    }

    private static MockCompletion completion(MockRequest request, ChatQuestion question) {
        String answer = MockAnswers.answer(question.lastMessage());
        List<String> words = MockAnswers.words(answer);
        boolean cut = words.size() > question.maxTokens();
        return new MockCompletion(
                request.hash().substring(0, ID_DIGITS),
                question.model(),
                cut ? String.join(" ", words.subList(0, question.maxTokens())) : answer,
                cut ? "length" : "stop",
                new TokenUsage(
                        MockAnswers.words(question.prompt()).size(), Math.min(words.size(), question.maxTokens())));
    }
}
