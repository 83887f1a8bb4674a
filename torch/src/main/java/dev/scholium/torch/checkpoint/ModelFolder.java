package dev.scholium.torch.checkpoint;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds model folders: by their path, or by a repository's name in the cache that Hugging Face's libraries fill. */
public final class ModelFolder {

    private final Path cache;

    /**
     * A finder for a cache.
     *
     * @param environment variables: {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code XDG_CACHE_HOME}, in this order
     * @param home the user's home folder
     */
    public ModelFolder(Map<String, String> environment, Path home) {
        this.cache = cache(environment, home);
    }

    /**
     * Finds a model with the environment of this process.
     *
     * @param nameOrPath an existing folder, or a name such as {@code google-t5/t5-small}
     * @return the folder
     * @throws ScholiumException if there is neither
     */
    public static Path resolve(String nameOrPath) {
        return new ModelFolder(System.getenv(), Path.of(System.getProperty("user.home"))).find(nameOrPath);
    }

    /**
     * Finds a model.
     *
     * @param nameOrPath an existing folder, or a name such as {@code google-t5/t5-small}
     * @return the folder
     * @throws ScholiumException if there is neither
     */
    public Path find(String nameOrPath) {
        Optional<Path> path = existing(nameOrPath);
        if (path.isPresent()) {
            return path.get();
        }
        if (nameOrPath.matches("[\\w.-]+(/[\\w.-]+)?")) {
            Path repository = cache.resolve("models--" + nameOrPath.replace("/", "--"));
            Path main = repository.resolve("refs").resolve("main");
            if (Files.exists(main)) {
                Path snapshot = repository.resolve("snapshots").resolve(commit(main));
                if (Files.isDirectory(snapshot)) {
                    return snapshot;
                }
            }
        }
        throw new ScholiumException(
                ExitCode.FAILED,
                "the model \"" + nameOrPath + "\" must be a folder or in the cache " + cache
                        + ", but is neither; download it with `scholium pull " + nameOrPath
                        + "`, or give the path of a folder with config.json and model.safetensors");
    }

    private static Optional<Path> existing(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String commit(Path reference) {
        try {
            String commit = Files.readString(reference).strip();
            if (!commit.matches("[0-9a-zA-Z]+")) {
                throw new CheckpointException(reference, "must name a snapshot, but says \"" + commit + "\"");
            }
            return commit;
        } catch (IOException e) {
            throw AtomicFile.cannotRead(reference, e);
        }
    }

    /**
     * The cache that Hugging Face's libraries share.
     *
     * @param environment variables: {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code XDG_CACHE_HOME}, in this order
     * @param home the user's home folder
     * @return its folder, which need not exist
     */
    public static Path cache(Map<String, String> environment, Path home) {
        String cache = environment.getOrDefault("HF_HUB_CACHE", "");
        if (!cache.isEmpty()) {
            return Path.of(cache);
        }
        return huggingFaceHome(environment, home).resolve("hub");
    }

    /**
     * Where Hugging Face's libraries keep what is theirs.
     *
     * @param environment variables: {@code HF_HOME}, {@code XDG_CACHE_HOME}, in this order
     * @param home the user's home folder
     * @return its folder, which need not exist
     */
    public static Path huggingFaceHome(Map<String, String> environment, Path home) {
        String huggingFace = environment.getOrDefault("HF_HOME", "");
        if (!huggingFace.isEmpty()) {
            return Path.of(huggingFace);
        }
        String general = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = general.isEmpty() ? home.resolve(".cache") : Path.of(general);
        return caches.resolve("huggingface");
    }
}
