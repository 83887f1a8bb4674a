package dev.scholium.teacher;

import dev.scholium.teacher.TeacherFault.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Says of every HTTP status other than 200 whether asking again may help, in a line without the key. */
final class HttpFaults {

    private static final int MAX_QUOTE = 300;
    private static final Set<String> QUOTA_WORDS = Set.of(
            "insufficient_quota",
            "billing_hard_limit_reached",
            "billing_not_active",
            "access_terminated",
            "billing_error");
    // Google's limits for a day bear it in their name: GenerateRequestsPerDayPerProjectPerModel
    private static final Pattern DAILY_QUOTA = Pattern.compile(".*PerDay.*");
    private static final Set<String> KEY_WORDS = Set.of("API_KEY_INVALID", "API_KEY_EXPIRED");
    private static final Set<String> PROMPT_WORDS = Set.of(
            "context_length_exceeded",
            "string_above_max_length",
            "content_filter",
            "content_policy_violation",
            "exceed_context_size_error");
    // vLLM, Anthropic, Gemini and others give no code of their own for a prompt that is too long, only a sentence
    private static final Pattern TOO_LONG = Pattern.compile(
            "(context|model|sequence|prompt) (length|window)|too long|token count .{0,40}exceeds",
            Pattern.CASE_INSENSITIVE);

    /** 30 years: more than anybody waits, and little enough to be added to any time. */
    private static final double LONGEST_WAIT_NANOS = 1e18;

    private final TeacherConfig config;
    private final ApiKey key;
    private final Clock clock;

    HttpFaults(TeacherConfig config, ApiKey key, Clock clock) {
        this.config = config;
        this.key = key;
        this.clock = clock;
    }

    /** {@return the fault that a status other than 200 means} */
    TeacherFault of(HttpResponse<?> response, String body) {
        return of(response.statusCode(), response.headers(), body);
    }

    /** {@return the fault that a status other than 200 means} */
    TeacherFault of(int status, HttpHeaders headers, String body) {
        ErrorBody error = ErrorBody.of(body);
        String said = error.message().isBlank() ? "" : ": " + clipped(error.message());
        boolean promptAtFault = error.names(PROMPT_WORDS)
                || (status == 400 && TOO_LONG.matcher(error.message()).find());
        if (status == 429 && isQuota(error)) {
            return fault(Kind.HOPELESS, "the quota is used up (429)" + said, status, body);
        }
        if (status == 429) {
            Duration wait = wait(headers);
            return new TeacherFault(
                    Kind.RATE_LIMITED,
                    "too many requests (429)" + said,
                    status,
                    body,
                    wait == null ? error.retryDelay() : wait);
        }
        if (status < 300) {
            return fault(Kind.SERVER, "the reply must have status 200, but has " + status, status, body);
        }
        if (status == 408 || status == 409 || status == 425 || status >= 500) {
            return new TeacherFault(
                    Kind.SERVER, "the server failed (" + status + ")" + said, status, body, wait(headers));
        }
        if (status == 413 || promptAtFault) {
            return fault(Kind.PROMPT_REFUSED, "the server refused this prompt (" + status + ")" + said, status, body);
        }
        return fault(Kind.HOPELESS, hopeless(error.names(KEY_WORDS) ? 401 : status, status, said), status, body);
    }

    private static boolean isQuota(ErrorBody error) {
        return error.names(QUOTA_WORDS)
                || error.words().stream()
                        .anyMatch(word -> DAILY_QUOTA.matcher(word).matches());
    }

    /** {@return the fault that it means that no whole reply came} */
    TeacherFault of(Throwable cause) {
        for (Throwable c = cause; c != null; c = c.getCause()) {
            if (c instanceof UnresolvedAddressException || c instanceof UnknownHostException) {
                return new TeacherFault(Kind.UNREACHABLE, "the host's name is unknown; is there a network?");
            }
            if (c instanceof SSLHandshakeException) { // a wrong certificate stays wrong
                return new TeacherFault(
                        Kind.UNREACHABLE, "the server's certificate is not accepted: " + clipped(reason(c)));
            }
            if (c instanceof ConnectException
                    || c instanceof NoRouteToHostException
                    || c instanceof ConnectTimeoutException
                    || c instanceof HttpConnectTimeoutException) {
                return new TeacherFault(Kind.UNREACHABLE, "cannot connect; is the server running?");
            }
        }
        if (cause instanceof IOException) {
            return new TeacherFault(Kind.CONNECTION, "the connection broke: " + clipped(reason(cause)));
        }
        if (cause instanceof IllegalArgumentException) { // what the JDK's client throws at impossible headers
            return new TeacherFault(Kind.CONNECTION, "the reply's headers make no sense: " + clipped(reason(cause)));
        }
        throw new IllegalStateException("the HTTP client failed: " + cause, cause);
    }

    private static String reason(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** What to mend, by a status's usual meaning; Gemini says with status 400 that a key is none. */
    private String hopeless(int meaning, int status, String said) {
        return switch (meaning) {
            // what a provider says of a wrong key may quote the key: not repeated
            case 401 -> "the key from " + key.origin() + " is not accepted (" + status + ")";
            case 403 -> "the key from " + key.origin() + " may not use this model (403)" + said;
            case 404 ->
                "there is no such model or address (404); check model \"" + config.model() + "\" and base_url "
                        + config.baseUrl() + said;
            default -> "the server refused the request (" + status + ")" + said;
        };
    }

    private static TeacherFault fault(Kind kind, String message, int status, String body) {
        return new TeacherFault(kind, message, status, body, null);
    }

    /** {@return what others wrote, without the key: it is kept in files} */
    String redacted(String text) {
        return key.redact(text);
    }

    /** {@return what others wrote, in one line of bearable length and without the key} */
    String clipped(String text) {
        String line = key.redact(text).replaceAll("[\\s\\p{Cc}]+", " ").strip();
        return line.length() <= MAX_QUOTE ? line : line.substring(0, MAX_QUOTE) + "...";
    }

    /** How long the server asks to wait: {@code retry-after-ms}, seconds, or a date (RFC 9110, section 10.2.3). */
    private @Nullable Duration wait(HttpHeaders headers) {
        String millis = headers.firstValue("retry-after-ms").orElse("");
        String after = headers.firstValue("retry-after").orElse("").strip();
        try {
            if (!millis.isBlank()) {
                return bounded(Double.parseDouble(millis) * 1e6);
            }
            if (after.isEmpty()) {
                return null;
            }
            if (Character.isDigit(after.charAt(0))) {
                return bounded(Double.parseDouble(after) * 1e9);
            }
            Instant now = headers.firstValue("date").map(HttpFaults::date).orElseGet(clock::instant);
            return bounded(Duration.between(now, date(after)).toSeconds() * 1e9);
        } catch (NumberFormatException | DateTimeException notUnderstood) {
            return null;
        }
    }

    /**
     * {@return the time of an HTTP date; the server's own is taken where it sends one, since our clock may be wrong}
     */
    private static Instant date(String text) {
        return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                .toInstant();
    }

    private static Duration bounded(double nanos) {
        return Duration.ofNanos((long) Math.max(0, Math.min(LONGEST_WAIT_NANOS, nanos)));
    }
}
