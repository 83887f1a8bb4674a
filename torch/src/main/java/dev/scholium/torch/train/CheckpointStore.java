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
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * A trial's {@code checkpoints/}: weights, the optimiser's state and the training's, each with its SHA-256.
 *
 * <p>A checkpoint is written under another name, synced and renamed; one that is damaged nevertheless is left out.
 */
final class CheckpointStore {

    private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{1,18})");
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STATE = "training_state.json";
    private static final String CHECKSUMS = "checksums.json";

    private final Path folder;
    private final int keep;
    private final String base;
    private final Progress progress;

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

    void save(TrainingState state, T5Model model, Optimizer optimizer) {
        Path place = folder.resolve("checkpoint-" + state.step());
        Path part = folder.resolve("checkpoint-" + state.step() + ".part");
        try {
            Folders.delete(part);
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
            Folders.delete(place);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.syncFolder(folder);
            List<Path> all = newestFirst();
            for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
                Folders.delete(old);
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(place, e);
        }
    }

    /**
     * The newest checkpoint that is whole.
     *
     * @param fingerprint of the training that wants to go on
     * @return empty if there is none
     * @throws ScholiumException if it belongs to another training
     */
    Optional<Checkpoint> newest(String fingerprint) {
        try {
            for (Path place : newestFirst()) {
                Optional<TrainingState> state = verified(place);
                if (state.isEmpty()) {
                    progress.say(place + ": is damaged and is left out");
                    Folders.delete(place);
                } else if (!state.get().fingerprint().equals(fingerprint)) {
                    throw new ScholiumException(
                            ExitCode.FAILED,
                            place + ": is of a training with another student, other settings or other rows; go on"
                                    + " with those, or train in another folder");
                } else {
                    return Optional.of(new Checkpoint(place, state.get()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder, e);
        }
    }

    private static Optional<TrainingState> verified(Path place) {
        try {
            Map<String, String> expected = Json.mapper()
                    .readValue(
                            Files.readString(place.resolve(CHECKSUMS)),
                            new TypeReference<TreeMap<String, String>>() {});
            if (!expected.containsKey(STATE) || !expected.equals(checksums(place))) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readString(place.resolve(STATE)), TrainingState.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
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
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> checkpoints = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .forEach(checkpoints::add);
        }
        checkpoints.sort(Comparator.comparingLong(CheckpointStore::step).reversed());
        return checkpoints;
    }

    private static long step(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("checkpoint-".length()));
    }
}
