package dev.scholium.teacher.batch;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.ProviderHttp;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** A provider's batch jobs, call by call. Nothing is sent twice here. */
sealed interface BatchApi permits OpenAiBatchApi, AnthropicBatchApi {

    /** {@return the largest job that the provider takes} */
    BatchLimits limits();

    /**
     * How a request stands in a job's file.
     *
     * @param customId the request's hash
     * @param body what a live request would send
     * @return one line, without its end
     */
    String line(String customId, String body);

    /** {@return what stands between two lines of a job's file, the line end included} */
    String joint();

    /**
     * Sends a job's file ahead, where the provider wants that. It costs nothing.
     *
     * @param name of the job
     * @param lines its file
     * @return the file's name there; empty where the file goes with the job
     * @throws TeacherFault if that failed
     */
    String upload(String name, Path lines);

    /**
     * Makes a job: from here on it costs money.
     *
     * @param name of the job, by which it is found again
     * @param input what {@link #upload} gave
     * @param lines its file
     * @return the job
     * @throws TeacherFault if there was no good answer; the job may have been made nevertheless
     */
    RemoteJob create(String name, String input, Path lines);

    /**
     * Looks for a job whose submission's outcome is unknown.
     *
     * @param wanted which
     * @return what the provider's list says
     * @throws TeacherFault if it could not be read
     */
    Sighting find(Wanted wanted);

    /**
     * A job that is looked for.
     *
     * @param name it was given
     * @param since it was not made before
     * @param requests how many are in it
     * @param isKnown whether a job of a name at the provider is another one of this journal's
     * @param isOurs whether a request's hash is of this job
     * @param folder where files may be put meanwhile
     */
    record Wanted(
            String name,
            Instant since,
            long requests,
            Predicate<String> isKnown,
            Predicate<String> isOurs,
            Path folder) {}

    /**
     * How a job stands.
     *
     * @param id its name at the provider
     * @return the job
     * @throws TeacherFault if that failed
     */
    RemoteJob get(String id);

    /**
     * Asks for a job's end; it may take a while, and what is under way is still answered.
     *
     * @param id its name at the provider
     * @return the job
     * @throws TeacherFault if that failed
     */
    RemoteJob cancel(String id);

    /**
     * Gets one of a job's results.
     *
     * @param results one of {@link RemoteJob#results}
     * @param file where to put it
     * @throws TeacherFault if that failed
     */
    void download(String results, Path file);

    /**
     * Reads a line of results.
     *
     * @param line as it came
     * @return what it says; nothing if it is torn
     */
    Optional<BatchReply> read(String line);

    /**
     * Deletes what {@link #upload} sent ahead.
     *
     * @param input what it gave
     * @throws TeacherFault if that failed
     */
    void forget(String input);

    /**
     * The batch jobs of a configuration's provider.
     *
     * @param config who
     * @param http a way there
     * @return its batch jobs
     * @throws ScholiumException if it has none that Scholium knows of
     */
    static BatchApi of(TeacherConfig config, ProviderHttp http) {
        return switch (config.provider()) {
            case "openai" -> new OpenAiBatchApi(http);
            case "anthropic" -> new AnthropicBatchApi(http);
            default ->
                throw new ScholiumException(
                        ExitCode.USAGE,
                        "teacher.delivery: batch is there for the providers openai and anthropic, but provider is "
                                + config.provider() + "; set delivery to live");
        };
    }
}
