package dev.scholium.teacher;

import dev.scholium.teacher.TeacherFault.Kind;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends OpenAI or Anthropic what is no chat request, such as files and batch jobs, with the teacher's key.
 *
 * <p>Bodies that come from files or go into them are streamed. It sends once: whether to send again is the caller's
 * matter. Safe for any number of threads.
 */
public final class ProviderHttp {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    /**
     * A minute for every three megabytes or so: a slow line's pace, over what the recipe allows for a small request.
     */
    private static final long BYTES_A_SECOND = 50_000;

    private static final Duration DOWNLOAD = Duration.ofHours(1);

    private final TeacherConfig config;
    private final ApiKey key;
    private final HttpFaults faults;
    private final HttpClient client;

    private ProviderHttp(TeacherConfig config, ApiKey key, Clock clock) {
        this.config = config;
        this.key = key;
        this.faults = new HttpFaults(config, key, clock);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * A way to a teacher's provider; nothing is sent yet.
     *
     * @param config who and how
     * @param environment where the key is looked up, such as {@code System.getenv()}
     * @param clock for a {@code Retry-After} that is a date
     * @return the way
     * @throws TeacherException if the key is missing and the server is not on this machine
     */
    public static ProviderHttp of(TeacherConfig config, Map<String, String> environment, Clock clock) {
        return new ProviderHttp(config, ApiKey.of(config, environment), clock);
    }

    /**
     * Gets something small.
     *
     * @param path behind the teacher's {@code base_url}, from its slash on
     * @return the body
     * @throws TeacherFault if there was no answer, or one with another status than 200
     */
    public String get(String path) {
        return send(request(path).GET().build(), Duration.ZERO);
    }

    /**
     * Sends something.
     *
     * @param path behind the teacher's {@code base_url}, from its slash on
     * @param contentType of the body
     * @param body what to send; its length must be known
     * @return the body of the answer
     * @throws TeacherFault if there was no answer, or one with another status than 200
     */
    public String post(String path, String contentType, BodyPublisher body) {
        Duration transfer = Duration.ofSeconds(Math.max(0, body.contentLength()) / BYTES_A_SECOND);
        return send(request(path).header("content-type", contentType).POST(body).build(), transfer);
    }

    /**
     * Deletes something.
     *
     * @param path behind the teacher's {@code base_url}, from its slash on
     * @throws TeacherFault if there was no answer, or one with another status than 200
     */
    public void delete(String path) {
        send(request(path).DELETE().build(), Duration.ZERO);
    }

    /**
     * Gets something large into a file.
     *
     * @param path behind the teacher's {@code base_url}, from its slash on
     * @param file where to; what was there is replaced
     * @throws TeacherFault if there was no whole answer, or one with another status than 200
     */
    public void download(String path, Path file) {
        body(await(
                client.sendAsync(
                        request(path).GET().build(),
                        head -> head.statusCode() == 200
                                ? BodySubscribers.mapping(BodySubscribers.ofFile(file), whole -> new byte[0])
                                : BodySubscribers.ofByteArray()),
                DOWNLOAD));
    }

    /**
     * What a status that stands in a file means.
     *
     * @param status of one request
     * @param body of its answer
     * @return the fault that a live request would have met
     */
    public TeacherFault fault(int status, String body) {
        return faults.of(status, HttpHeaders.of(Map.of(), (name, value) -> true), body);
    }

    /**
     * Takes the key out of what others wrote, before it is kept.
     *
     * @param text what they wrote
     * @return the text without the key
     */
    public String redacted(String text) {
        return faults.redacted(text);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.baseUrl() + path));
        if (config.provider().equals(Provider.ANTHROPIC.word())) {
            return request.header("x-api-key", key.secret()).header("anthropic-version", "2023-06-01");
        }
        return request.header("authorization", "Bearer " + key.secret());
    }

    private String send(HttpRequest request, Duration transfer) {
        Duration patience =
                Duration.ofNanos((long) (config.requestTimeout() * 1e9)).plus(transfer);
        return body(await(client.sendAsync(request, BodyHandlers.ofByteArray()), patience));
    }

    /** The JDK's own timeout of a request ends with the headers: this one is for the whole answer. */
    private <T> T await(CompletableFuture<T> pending, Duration patience) {
        try {
            return pending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new TeacherFault(Kind.CONNECTION, "no whole answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new TeacherFault(Kind.CONNECTION, "interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            throw faults.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private String body(HttpResponse<byte[]> response) {
        String body = faults.redacted(new String(response.body(), StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw faults.of(response, body);
        }
        return body;
    }

    /**
     * A body of several pieces.
     *
     * @param head before the file
     * @param file its middle, streamed
     * @param tail after the file
     * @return all three
     * @throws FileNotFoundException if the file is not there
     */
    public static BodyPublisher around(String head, Path file, String tail) throws FileNotFoundException {
        return BodyPublishers.concat(
                BodyPublishers.ofString(head), BodyPublishers.ofFile(file), BodyPublishers.ofString(tail));
    }
}
