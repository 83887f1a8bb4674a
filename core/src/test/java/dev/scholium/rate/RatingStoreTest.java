package dev.scholium.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RatingStoreTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final String STUDY = "rows: {count: 4}\nraters: {names: [ann, ben], all: 4, repeated: 1}\n";

    @TempDir
    private Path folder;

    private Path file() {
        return RatingStore.fileOf(folder.resolve("study.yaml"));
    }

    private RatingStore open(String study) {
        Plan plan = new SmallStudy(folder).plan(study);
        return RatingStore.open(file(), plan.study(), plan::cards, CLOCK);
    }

    @Test
    void answersAreThereWhenTheFileIsOpenedAgainWithoutHavingBeenClosed() {
        RatingStore killed = open(STUDY);
        killed.answer("ann", 0, "faithful", OptionalInt.of(4));
        killed.answer("ann", 0, "helpful", OptionalInt.of(2));
        killed.answer("ann", 0, "helpful", OptionalInt.of(0));
        killed.answer("ann", 0, "written", OptionalInt.of(2));
        killed.answer("ann", 0, "written", OptionalInt.empty());
        killed.spend("ann", 0, 2.5);
        killed.comment("ann", 0, "hm");
        killed.spend("ann", 0, 1.5);
        killed.done("ann", 0);
        killed.answer("ben", 1, "faithful", OptionalInt.of(1));

        try (RatingStore store = RatingStore.open(file(), CLOCK)) {
            Ratings ratings = store.ratings();

            RatedTurn first = Objects.requireNonNull(ratings.of("ann").get(0));
            assertThat(first.answers()).isEqualTo(Map.of("faithful", 4, "helpful", 0));
            assertThat(first.seconds()).isEqualTo(4.0);
            assertThat(first.comment()).isEqualTo("hm");
            assertThat(first.doneAt()).hasValue("2026-01-02T03:04:05Z");
            assertThat(Objects.requireNonNull(ratings.of("ben").get(1)).doneAt())
                    .isEmpty();
            assertThat(ratings.plan()).isEqualTo(killed.plan());
            assertThat(store.of("ann")).isEqualTo(ratings.of("ann"));
            assertThat(store.of("ben")).isEqualTo(ratings.of("ben"));
        }
        killed.close();
    }

    @Test
    void anotherStudyIsRefused() {
        open(STUDY).close();

        assertThatThrownBy(() -> open(STUDY + "seed: 5\n"))
                .isInstanceOf(ScholiumException.class)
                .hasMessage(file() + ": was begun with another study; put the study back as it was, or give it another"
                        + " name and begin anew");
        assertThatThrownBy(() -> RatingStore.open(folder.resolve("none.sqlite"), CLOCK))
                .hasMessage(folder.resolve("none.sqlite") + ": there are no ratings yet; begin with scholium rate"
                        + " STUDY");
    }

    @Test
    void aStudyGoesOnWhateverBecomesOfTheFilesItWasDrawnFrom() {
        Plan begun = open(STUDY).plan();

        try (RatingStore store = RatingStore.open(
                file(),
                begun.study(),
                () -> {
                    throw new IllegalStateException("nothing is drawn twice");
                },
                CLOCK)) {
            assertThat(store.plan()).isEqualTo(begun);
        }
    }

    @Test
    void aChangeIsMadeOnceAndAsAWhole() {
        try (RatingStore store = open(STUDY)) {
            Runnable change = () -> {
                store.spend("ann", 0, 2.5);
                store.answer("ann", 0, "faithful", OptionalInt.of(4));
            };
            store.once("ann", "a", change);
            store.once("ann", "a", change);
            assertThatThrownBy(() -> store.once("ann", "b", () -> {
                        store.answer("ann", 0, "faithful", OptionalInt.of(1));
                        throw new IllegalStateException("refused");
                    }))
                    .hasMessage("refused");

            RatedTurn turn = Objects.requireNonNull(store.of("ann").get(0));
            assertThat(turn.seconds()).isEqualTo(2.5);
            assertThat(turn.answers()).isEqualTo(Map.of("faithful", 4));
        }
    }

    @Test
    void aTurnThatLosesAnAnswerIsNotDone() {
        try (RatingStore store = open(STUDY)) {
            store.answer("ann", 0, "faithful", OptionalInt.of(4));
            store.done("ann", 0);
            store.answer("ann", 0, "faithful", OptionalInt.empty());

            assertThat(Objects.requireNonNull(store.of("ann").get(0)).doneAt()).isEmpty();
        }
    }

    @Test
    void onlyItsOwnerReadsTheFile() throws IOException {
        open(STUDY).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void theExportHoldsWhatTheFiguresAreMadeOf() {
        try (RatingStore store = open(STUDY)) {
            store.answer("ann", 0, "faithful", OptionalInt.of(4));
            store.answer("ann", 0, "helpful", OptionalInt.of(0));
            store.comment("ann", 0, "=HYPERLINK(\"x\")");
            store.done("ann", 0);
            String card = store.plan().of("ann").get(0).card().id();
            store.settle(card, "faithful", 3);

            Ratings ratings = store.ratings();
            JsonNode line = Json.mapper().readTree(RatingExport.jsonl(ratings));

            assertThat(line.path("form").asString()).isEqualTo("scales");
            assertThat(line.path("scale").asInt()).isEqualTo(5);
            assertThat(line.path("seed").isIntegralNumber()).isTrue();
            assertThat(line.path("judged_as").path("faithful").asString()).isEqualTo("faithfulness");
            assertThat(line.path("answers").path("faithful").asInt()).isEqualTo(4);
            assertThat(line.path("settled").path("faithful").asInt()).isEqualTo(3);
            assertThat(line.path("rationales").path(0).path("source").asString())
                    .isIn("plain", "rich");
            assertThat(line.path("student").has("confidence")).isTrue();
            assertThat(line.path("comment").asString()).isEqualTo("=HYPERLINK(\"x\")");
            assertThat(RatingExport.csv(ratings).lines().toList())
                    .hasSize(3)
                    .anyMatch(row -> row.contains(",faithful,4,false,3,"))
                    .anyMatch(row -> row.contains(",helpful,,true,,"))
                    .filteredOn(row -> row.contains("HYPERLINK"))
                    .allMatch(row -> row.endsWith("\"'=HYPERLINK(\"\"x\"\")\""));
        }
    }
}
