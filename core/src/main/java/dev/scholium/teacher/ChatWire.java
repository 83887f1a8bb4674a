package dev.scholium.teacher;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Between LangChain4j and the network: lays the recipe's extra parameters over each body, and can take a body, or give
 * a reply, without sending anything.
 */
final class ChatWire implements HttpClient {

    /** A thread makes one call at a time, whichever teacher it asks. */
    private static final ThreadLocal<@Nullable Function<String, String>> INSTEAD = new ThreadLocal<>();

    private final HttpClient network;
    private final Map<String, Object> extra;

    ChatWire(HttpClient network, Map<String, Object> extra) {
        this.network = network;
        this.extra = extra;
    }

    /** Does some work in this thread, with every body answered here instead of by the network. */
    <T> T answering(Function<String, String> replyToBody, Supplier<T> work) {
        INSTEAD.set(replyToBody);
        try {
            return work.get();
        } finally {
            INSTEAD.remove();
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        String body = ExtraParameters.layOver(request.body(), extra);
        Function<String, String> here = INSTEAD.get();
        if (here != null) {
            return SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .headers(Map.of())
                    .body(here.apply(body))
                    .build();
        }
        if (extra.isEmpty()) {
            return network.execute(request);
        }
        return network.execute(HttpRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(request.headers())
                .body(body)
                .build());
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are not streamed");
    }

    /** {@return what LangChain4j wants to be given: a builder of this client} */
    HttpClientBuilder builder() {
        return new HttpClientBuilder() {
            @Override
            public @Nullable Duration connectTimeout() {
                return null;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                return this;
            }

            @Override
            public @Nullable Duration readTimeout() {
                return null;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                return this;
            }

            @Override
            public HttpClient build() {
                return ChatWire.this;
            }
        };
    }
}
