package dev.scholium.run;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The run's record of itself, {@code manifest.json}: written anew, atomically, whenever something is known.
 *
 * <p>For one thread at a time.
 */
final class Manifest {

    private static final int FORMAT_VERSION = 1;

    private final Path file;
    private final Clock clock;
    private final ObjectNode tree;

    private Manifest(Path file, Clock clock, ObjectNode tree) {
        this.file = file;
        this.clock = clock;
        this.tree = tree;
    }

    /**
     * Opens a run's manifest, or begins one.
     *
     * @param file {@code manifest.json}
     * @param clock for its times
     * @return the manifest
     * @throws ScholiumException if it is damaged or of a newer format
     */
    static Manifest open(Path file, Clock clock) {
        if (!Files.exists(file)) {
            ObjectNode tree = Json.mapper().createObjectNode().put("format_version", FORMAT_VERSION);
            return new Manifest(file, clock, tree);
        }
        try {
            ObjectNode tree = (ObjectNode) Json.mapper().readTree(Files.readString(file));
            int version = tree.path("format_version").asInt(0);
            if (version != FORMAT_VERSION) {
                throw new ScholiumException(
                        ExitCode.FAILED, file + ": format_version must be " + FORMAT_VERSION + ", but is " + version);
            }
            return new Manifest(file, clock, tree);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException | ClassCastException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is damaged; name another run folder", e);
        }
    }

    /**
     * Notes that a session of the run begins.
     *
     * @param name the run's name
     * @param note its note
     * @param command how it was started
     * @param machine where it runs
     */
    void begin(String name, String note, String command, Machine machine) {
        tree.put("name", name);
        tree.put("note", note);
        tree.put("command", command);
        tree.put("status", "running");
        if (!tree.has("started")) {
            tree.put("started", now());
        }
        tree.remove("finished");
        ObjectNode facts = Json.mapper().valueToTree(machine);
        tree.setAll(facts);
        tree.withArray("sessions").addObject().put("started", now());
        save();
    }

    /**
     * Notes that this session ends.
     *
     * @param status {@code done}, {@code stopped after <stage>}, {@code interrupted} or {@code failed}
     * @param seconds how long it took
     */
    void end(String status, double seconds) {
        tree.put("status", status);
        tree.put("finished", now());
        tree.put("seconds", round(tree.path("seconds").asDouble(0) + seconds));
        ArrayNode sessions = tree.withArray("sessions");
        ((ObjectNode) sessions.get(sessions.size() - 1)).put("finished", now()).put("status", status);
        save();
    }

    /**
     * Adds the time of a stage.
     *
     * @param stage which
     * @param seconds of this session
     */
    void stage(Stage stage, double seconds) {
        double before = entry("stages", "name", stage.word())
                .map(node -> node.path("seconds").asDouble(0))
                .orElse(0.0);
        record(
                "stages",
                "name",
                Json.mapper().createObjectNode().put("name", stage.word()).put("seconds", round(before + seconds)));
    }

    /**
     * Notes figures in one of the lists, in place of those with the same key.
     *
     * @param list {@code inputs}, {@code rationales}, {@code trials}, ...
     * @param key the member that tells entries apart
     * @param figures a record with that member
     */
    void record(String list, String key, Object figures) {
        ObjectNode entry = Json.mapper().valueToTree(figures);
        ArrayNode entries = tree.withArray(list);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).path(key).equals(entry.path(key))) {
                entries.set(i, entry);
                save();
                return;
            }
        }
        entries.add(entry);
        save();
    }

    /**
     * Notes that a student is about to see a split; never taken back.
     *
     * @param split which
     * @param trial whose student
     */
    void touch(String split, String trial) {
        tree.withArray("split_touched")
                .addObject()
                .put("split", split)
                .put("trial", trial)
                .put("time", now());
        save();
    }

    /**
     * Notes a touch of a split that another manifest holds; one that is noted already is not noted again.
     *
     * @param split which
     * @param trial whose student
     * @param time when
     */
    void touched(String split, String trial, String time) {
        ObjectNode touch = Json.mapper()
                .createObjectNode()
                .put("split", split)
                .put("trial", trial)
                .put("time", time);
        ArrayNode touches = tree.withArray("split_touched");
        if (touches.valueStream().noneMatch(touch::equals)) {
            touches.add(touch);
            save();
        }
    }

    /**
     * An entry of one of the lists.
     *
     * @param list which
     * @param key the member that tells entries apart
     * @param value its value
     * @return the entry, if there is one
     */
    Optional<JsonNode> entry(String list, String key, String value) {
        for (JsonNode entry : tree.path(list)) {
            if (entry.path(key).asString("").equals(value)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * All entries of one of the lists.
     *
     * @param list which
     * @return its entries, none if there is no such list
     */
    List<JsonNode> entries(String list) {
        return tree.path(list).valueStream().toList();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static double round(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private void save() {
        AtomicFile.write(file, Json.page(tree));
    }
}
