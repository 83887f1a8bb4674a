package dev.scholium.torch.hub;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Downloads a repository's model folder: configuration, tokenizer and safetensors, nothing that could be code.
 *
 * <p>Files lie in the cache as {@code blobs/<hash>} with links from {@code snapshots/<commit>}, and
 * {@code refs/<revision>} names the commit once all are there: the layout of Hugging Face's Python library.
 *
 * @see <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">the cache's layout</a>
 */
public final class HubDownload {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_LISTING_BYTES = 16 << 20;
    private static final Pattern REPOSITORY = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)?");
    private static final Pattern WANTED = Pattern.compile("config\\.json|generation_config\\.json|tokenizer\\.json"
            + "|spiece\\.model|special_tokens_map\\.json|tokenizer_config\\.json|added_tokens\\.json"
            + "|model\\.safetensors|model\\.safetensors\\.index\\.json|model-\\d{5}-of-\\d{5}\\.safetensors");

    private final HubSettings settings;
    private final HubClient client;
    private final Progress progress;

    /**
     * A download that has not begun.
     *
     * @param settings where from and where to
     * @param progress is told of bytes
     */
    public HubDownload(HubSettings settings, Progress progress) {
        this(settings, progress, PATIENCE);
    }

    HubDownload(HubSettings settings, Progress progress, Duration patience) {
        this.settings = settings;
        this.client = new HubClient(settings, patience);
        this.progress = progress;
    }

    /**
     * Downloads what is missing.
     *
     * @param repository such as {@code google-t5/t5-small}
     * @param revision a branch, tag or commit
     * @return the folder of the snapshot
     * @throws ScholiumException if the repository cannot be reached or is silent for a minute, has no model of the
     *     wanted form, or came damaged; what was downloaded by then is kept
     */
    public Path download(String repository, String revision) {
        if (!REPOSITORY.matcher(repository).matches() || !revision.matches("[\\w][\\w.-]*")) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "a repository is named like google-t5/t5-small, and a revision like main, but given were "
                            + repository + " and " + revision);
        }
        Path folder = settings.cache().resolve("models--" + repository.replace("/", "--"));
        if (settings.offline()) {
            return cached(folder, repository, revision);
        }
        JsonNode listing = listing(repository, revision);
        String commit = listing.path("sha").asString("");
        if (!commit.matches("[0-9a-f]{40}")) {
            throw new ScholiumException(
                    ExitCode.FAILED, settings.endpoint() + ": the listing of " + repository + " names no commit");
        }
        List<String> names = listing.path("siblings")
                .valueStream()
                .map(file -> file.path("rfilename").asString(""))
                .filter(name -> WANTED.matcher(name).matches())
                .sorted(Comparator.comparing(HubDownload::isOfWeights).thenComparing(Comparator.naturalOrder()))
                .toList();
        if (!names.contains("config.json") || names.stream().noneMatch(HubDownload::isOfWeights)) {
            throw incomplete(repository, names);
        }
        Path snapshot = folder.resolve("snapshots").resolve(commit);
        try {
            Files.createDirectories(snapshot);
            Files.createDirectories(folder.resolve("blobs"));
            for (String name : names) {
                if (isOfWeights(name) && !T5Tokenizer.isIn(snapshot)) { // all other files are there
                    throw incomplete(repository, names);
                }
                file(repository, commit, name, folder, snapshot);
            }
            List<String> missing = new Snapshot(snapshot).missing();
            if (!missing.isEmpty()) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        settings.endpoint() + "/" + repository + ": must have all files of its weights, but lacks "
                                + missing);
            }
            AtomicFile.write(folder.resolve("refs").resolve(revision), commit);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(snapshot, e);
        }
        return snapshot;
    }

    private static Path cached(Path folder, String repository, String revision) {
        Path reference = folder.resolve("refs").resolve(revision);
        try {
            Path snapshot = folder.resolve("snapshots")
                    .resolve(
                            Files.exists(reference)
                                    ? Files.readString(reference).strip()
                                    : revision);
            if (Files.isDirectory(snapshot)) {
                List<String> missing = new Snapshot(snapshot).missing();
                if (missing.isEmpty()) {
                    return snapshot;
                }
                throw notCached(folder, repository, revision, "lacks " + missing);
            }
        } catch (IOException e) {
            throw AtomicFile.cannotRead(reference, e);
        }
        throw notCached(folder, repository, revision, "is not");
    }

    private static ScholiumException notCached(Path folder, String repository, String revision, String found) {
        return new ScholiumException(
                ExitCode.FAILED,
                repository + " at " + revision + " must be in the cache " + folder
                        + ", since HF_HUB_OFFLINE is set, but " + found);
    }

    private JsonNode listing(String repository, String revision) {
        String path = "/api/models/" + repository + "/revision/" + revision;
        try (HubClient.Answer answer = client.get(path, 0)) {
            byte[] body = answer.body().readNBytes(MOST_LISTING_BYTES);
            return Json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, settings.endpoint() + path + ": must be a listing in JSON, but is not", e);
        } catch (IOException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    settings.endpoint() + path + ": " + e.getMessage() + "; run the same command again to go on",
                    e);
        }
    }

    private static boolean isOfWeights(String name) {
        return name.endsWith(".safetensors");
    }

    private ScholiumException incomplete(String repository, List<String> names) {
        return new ScholiumException(
                ExitCode.FAILED,
                settings.endpoint() + "/" + repository
                        + ": must have config.json, safetensors, and tokenizer.json, spiece.model or the"
                        + " tokenizer_class ByT5Tokenizer, but of these it has only " + names);
    }

    private void file(String repository, String commit, String name, Path folder, Path snapshot) throws IOException {
        String path = "/" + repository + "/resolve/" + commit + "/" + name;
        HttpHeaders headers = client.head(path);
        String tag = first(headers, "x-linked-etag", "etag").replaceAll("^W/|\"", "");
        String size = first(headers, "x-linked-size", "content-length");
        if (!size.matches("\\d{1,15}") || !tag.matches("[\\w-]{1,128}")) {
            throw new ScholiumException(
                    ExitCode.FAILED, settings.endpoint() + path + ": must be announced with size and hash, but is not");
        }
        HubFile file = new HubFile(tag, Long.parseLong(size), folder.resolve("blobs"));
        progress.begin("downloading " + name, file.size(), "bytes");
        file.download(name, first -> client.get(path, first), progress);
        progress.end();
        link(snapshot, name, file.path());
    }

    private static String first(HttpHeaders headers, String name, String otherName) {
        return headers.firstValue(name).or(() -> headers.firstValue(otherName)).orElse("");
    }

    private static void link(Path snapshot, String name, Path blob) throws IOException {
        Path link = snapshot.resolve(name);
        if (Files.exists(link)) {
            return;
        }
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, snapshot.relativize(blob));
        } catch (UnsupportedOperationException | IOException noLinks) { // Windows without the right to make them
            Files.copy(blob, link, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
