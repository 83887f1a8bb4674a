package dev.scholium.teacher;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a reply's body as long as it is no longer than any chat completion; a server may send without end. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

    private static final int MEGABYTE = 1 << 20;

    /** Reasoning models write some hundred thousand tokens at most, which are a few megabytes. */
    private static final int MOST_MEGABYTES = 16;

    private final HttpResponse.BodySubscriber<byte[]> body = HttpResponse.BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> tooLong = new CompletableFuture<>();
    private long received;
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
        return body.getBody().applyToEither(tooLong, bytes -> bytes);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        body.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            received += buffer.remaining();
        }
        if (received > (long) MOST_MEGABYTES * MEGABYTE) {
            if (subscription != null) {
                subscription.cancel();
            }
            tooLong.completeExceptionally(
                    new IOException("the reply is longer than " + MOST_MEGABYTES + " MB, which no chat completion is"));
            body.onError(new IOException("too long")); // lets go of what it holds
        } else {
            body.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        body.onError(thrown);
    }

    @Override
    public void onComplete() {
        body.onComplete();
    }
}
