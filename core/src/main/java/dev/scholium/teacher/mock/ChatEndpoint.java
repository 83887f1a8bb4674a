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
        Optional<ChatQuestion> question = form.read(body);
        if (question.isEmpty()) {
            MockRequest request = statistics.arrived(body, 0);
            return behaviour.react(
                    request, MockReaction.error(400, "invalid_request_error", "model and messages must be given"));
        }
        String answer = MockAnswers.answer(question.get().lastMessage());
        TokenUsage most = mostUsage(question.get(), answer);
        MockRequest request = statistics.arrived(body, most.promptTokens() + most.completionTokens());
        MockCompletion completion = behaviour.answer(request, completion(request, question.get(), answer));
        MockReaction.Respond usual = MockReaction.json(form.write(completion));
        MockReaction reaction = behaviour.react(request, usual);
        statistics.decided(request, MockOutcome.of(reaction, usual.body()), completion.usage());
        return reaction;
    }

    /** What a request takes of a limit on tokens: all that it may write, where it says so. */
    private static TokenUsage mostUsage(ChatQuestion question, String answer) {
        long most = question.maxTokens() == Integer.MAX_VALUE
                ? MockAnswers.words(answer).size()
                : question.maxTokens();
        return new TokenUsage(MockAnswers.words(question.prompt()).size(), most);
    }

    private static MockCompletion completion(MockRequest request, ChatQuestion question, String answer) {
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
