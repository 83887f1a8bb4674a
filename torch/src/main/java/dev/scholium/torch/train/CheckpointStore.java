package dev.scholium.torch.train;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.file.Sha256;
import dev.scholium.progress.Progress;
import dev.scholium.torch.checkpoint.SafetensorsFile;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.T5Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * A trial's {@code checkpoints/}: weights, the optimiser's state and the training's, each with its SHA-256.
 *
 * <p>A checkpoint is written under another name, synced and renamed; one that is damaged nevertheless is put aside.
 */
final class CheckpointStore {

    private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{1,18})");
    private static final Pattern UNFINISHED = Pattern.compile(NAME + "\\.(part|old)");
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STATE = "training_state.json";
    private static final String CHECKSUMS = "checksums.json";

    private final Path folder;
    private final int keep;
    private final String base;
    private final Progress progress;
    private @Nullable TrainingState last; // of the newest checkpoint

    /**
     * A trial's checkpoints.
     *
     * @param folder where they lie
     * @param keep how many of the newest stay
     * @param base the model that an adapter is for
     * @param progress is told of damaged ones
     */
    CheckpointStore(Path folder, int keep, String base, Progress progress) {
        this.folder = folder;
        this.keep = keep;
        this.base = base;
        this.progress = progress;
    }

    /**
     * A checkpoint whose files are as they were written.
     *
     * @param folder a Hugging Face folder, or peft's, with the optimiser's file beside the weights
     * @param state where the training was
     */
    record Checkpoint(Path folder, TrainingState state) {

        /** Puts the optimiser back to where it was. */
        void restore(Optimizer optimizer) {
            OptimizerFile.read(folder.resolve(OPTIMIZER), optimizer);
        }
    }

    /**
     * Saves a checkpoint, unless it is there already, and deletes those that are not kept. When it fails, nothing of it
     * stays.
     *
     * @param state where the training is
     * @param model its weights
     * @param optimizer its optimiser
     * @throws ScholiumException if it cannot be written
     */
    void save(TrainingState state, T5Model model, Optimizer optimizer) {
        if (state.equals(last)) {
            return;
        }
        Path place = folder.resolve("checkpoint-" + state.step());
        Path part = folder.resolve(place.getFileName() + ".part");
        try {
            try {
                write(part, state, model, optimizer);
                Folders.swap(part, place);
            } finally {
                Folders.delete(part);
            }
            AtomicFile.syncFolder(folder);
            last = state;
            List<Path> all = newestFirst();
            for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
                Folders.delete(old);
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(place, e);
        }
    }

    private void write(Path part, TrainingState state, T5Model model, Optimizer optimizer) throws IOException {
        Files.createDirectories(part);
        if (model.isAdapted()) {
            model.saveAdapter(part, base); // the weights are where they were
        } else {
            model.save(part);
        }
        SafetensorsFile.write(part.resolve(OPTIMIZER), optimizer.state(), Map.of());
        AtomicFile.write(part.resolve(STATE), Json.page(state));
        AtomicFile.write(part.resolve(CHECKSUMS), Json.page(checksums(part)));
        AtomicFile.syncFolder(part);
    }

    /**
     * The newest checkpoint that is whole. What a killed save left is deleted.
     *
     * @param fingerprint of the training that wants to go on
     * @return empty if there is none
     * @throws ScholiumException if it belongs to another training or another version, or cannot be read
     */
    Optional<Checkpoint> newest(String fingerprint) {
        try {
            finishSaves();
            for (Path place : newestFirst()) {
                Optional<TrainingState> state = verified(place);
                if (state.isEmpty()) {
                    Path aside = folder.resolve(place.getFileName() + ".damaged");
                    Folders.delete(aside);
                    Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
                    progress.say(place + ": is damaged and is left out; it is " + aside.getFileName()
                            + " now, to be looked at or deleted");
                } else if (!state.get().fingerprint().equals(fingerprint)) {
                    throw new ScholiumException(
                            ExitCode.FAILED,
                            place + ": is of a training with another student, other settings or other rows; go on"
                                    + " with those, or train in another folder");
                } else {
                    last = state.get();
                    return Optional.of(new Checkpoint(place, state.get()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder, e);
        }
    }

    /** Deletes what killed saves left, or puts it back where there is nothing else. */
    private void finishSaves() throws IOException {
        for (Path left : named(UNFINISHED)) {
            String name = left.getFileName().toString();
            if (name.endsWith(Folders.OLD)) {
                Folders.recover(folder.resolve(name.substring(0, name.length() - Folders.OLD.length())));
            } else {
                Folders.delete(left);
            }
        }
    }

    /** Reads a checkpoint's state; empty if a file is missing or changed. Files that are not its own do not matter. */
    private static Optional<TrainingState> verified(Path place) {
        try {
            if (!isWhole(place)) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readString(place.resolve(STATE)), TrainingState.class));
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    place + ": is of another version of scholium; go on with that one, or train in another folder",
                    e);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(place, e);
        }
    }

    private static boolean isWhole(Path place) throws IOException {
        try {
            Map<String, String> expected = Json.mapper()
                    .readValue(
                            Files.readAllBytes(place.resolve(CHECKSUMS)),
                            new TypeReference<TreeMap<String, String>>() {});
            for (Map.Entry<String, String> file : expected.entrySet()) {
                if (!Sha256.of(place.resolve(file.getKey())).equals(file.getValue())) {
                    return false;
                }
            }
            return expected.containsKey(STATE);
        } catch (NoSuchFileException | JacksonException e) {
            return false;
        }
    }

    private static Map<String, String> checksums(Path place) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(CHECKSUMS)) {
                    checksums.put(name, Sha256.of(file));
                }
            }
        }
        return checksums;
    }

    private List<Path> newestFirst() throws IOException {
        List<Path> checkpoints = new ArrayList<>(named(NAME));
        checkpoints.sort(Comparator.comparingLong(CheckpointStore::step).reversed());
        return checkpoints;
    }

    private List<Path> named(Pattern pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            pattern.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    private static long step(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("checkpoint-".length()));
    }
}
