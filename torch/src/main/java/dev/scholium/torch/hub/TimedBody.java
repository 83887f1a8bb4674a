package dev.scholium.torch.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A body that may take as long as it likes, but not without a byte for a while: then it is closed, and reading fails.
 */
final class TimedBody extends FilterInputStream {

    private final Duration patience;

    /**
     * A body that is read from now on.
     *
     * @param body waits for bytes, and stops to wait when another thread closes it
     * @param patience how long a read may wait for its first byte
     */
    TimedBody(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        CompletableFuture<Boolean> silent =
                new CompletableFuture<Boolean>().completeOnTimeout(true, patience.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> closed = silent.thenAccept(this::closeIf);
        try {
            return in.read(bytes, from, length);
        } catch (IOException e) {
            throw silent.getNow(false) ? new IOException("nothing came for " + patience.toSeconds() + " s", e) : e;
        } finally {
            silent.complete(false);
            closed.join();
        }
    }

    private void closeIf(boolean silent) {
        try {
            if (silent) {
                close();
            }
        } catch (IOException ignored) {
            // the read says what happened
        }
    }
}
