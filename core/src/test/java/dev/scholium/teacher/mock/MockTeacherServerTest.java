package dev.scholium.teacher.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MockTeacherServerTest {

    private static final String EXTRACTION = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
            + "\"Who? What? When? Where? Why?\\n\\nText: Ann walked to town on Monday to buy bread\"}]}";
    private static final String REASONING = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
            + "\"Premise: Ann walked to town\\nHypothesis: Somebody walked\\n\\nIn 100 words or less, explain why the"
            + " premise entails the hypothesis.\"}]}";

    private static HttpResponse<String> send(MockTeacherServer server, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path));
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersFromTheRequestAlone() throws Exception {
        String first;
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            first = send(server, "/chat/completions", EXTRACTION).body();
        }
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            assertThat(send(server, "/chat/completions", REASONING).body())
                    .contains("The premise says \\\"Ann walked to town\\\" and speaks of walked as the hypothesis does,"
                            + " so it entails the hypothesis.");
            assertThat(send(server, "/chat/completions", EXTRACTION).body()).isEqualTo(first);
            assertThat(first)
                    .contains("Who: Ann\\nWhat: walked to\\nWhen: town on\\nWhere: Monday to\\nWhy: buy bread");
        }
    }

    @Test
    void countsWhatItWasAskedTwice() throws Exception {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            send(server, "/chat/completions", EXTRACTION);
            send(server, "/chat/completions", EXTRACTION);
            send(server, "/chat/completions", REASONING);

            assertThat(send(server, "/mock/stats", "").body())
                    .startsWith(
                            "{\"requests\":3,\"distinct\":2,\"batch_jobs\":0,\"answered\":3,\"lost\":0,\"prompt_tokens\":")
                    .contains("\"answered_again\":{\"")
                    .endsWith("\":2}}");
            assertThat(send(server, "/models", "").body()).contains("\"id\":\"mock-teacher\"");
        }
    }

    @Test
    void refusesWhatIsNoChatRequest() throws Exception {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            assertThat(send(server, "/chat/completions", "not json").statusCode())
                    .isEqualTo(400);
            assertThat(send(server, "/chat/completions", "{}").statusCode()).isEqualTo(400);
            assertThat(send(server, "/completions", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            int port = URI.create(server.baseUrl()).getPort();
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> MockTeacherServer.start(port, Duration.ZERO, MockBehaviour.FAULTLESS))
                    .withMessageStartingWith("mock teacher: cannot listen on 127.0.0.1:" + port + ": ");
        }
    }
}
