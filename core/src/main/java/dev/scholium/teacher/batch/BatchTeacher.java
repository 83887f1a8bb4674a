package dev.scholium.teacher.batch;

import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.ProviderHttp;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherException;
import java.time.Clock;
import java.util.Map;

/** A teacher whose provider has batch jobs: one and the same for live asking, and a way to the jobs. */
public final class BatchTeacher {

    private final TeacherConfig config;
    private final ChatTeacher chat;
    private final ProviderHttp http;
    private final BatchApi api;

    private BatchTeacher(TeacherConfig config, ChatTeacher chat, ProviderHttp http) {
        this.config = config;
        this.chat = chat;
        this.http = http;
        this.api = BatchApi.of(config, http);
    }

    /**
     * A teacher by its configuration; nothing is sent yet.
     *
     * @param config who and how
     * @param environment where the key is looked up, such as {@code System.getenv()}
     * @param clock for a {@code Retry-After} that is a date
     * @return the teacher
     * @throws TeacherException if the key is missing and the server is not on this machine
     * @throws ScholiumException if Scholium knows of no batch jobs of the provider
     */
    public static BatchTeacher of(TeacherConfig config, Map<String, String> environment, Clock clock) {
        return new BatchTeacher(
                config, ChatTeacher.of(config, environment, clock), ProviderHttp.of(config, environment, clock));
    }

    TeacherConfig config() {
        return config;
    }

    /** Writes requests and reads replies as in live asking. */
    ChatTeacher chat() {
        return chat;
    }

    BatchApi api() {
        return api;
    }

    /** Takes the key out of what others wrote. */
    String redacted(String text) {
        return http.redacted(text);
    }
}
