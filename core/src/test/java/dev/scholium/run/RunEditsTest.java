package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.MarasEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.teacher.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Students learn what persons have made of the rationales. */
class RunEditsTest {

    private static final String TAUGHT = "The house has a colour since red is one of them.";

    @TempDir
    private Path path;

    private final NotingEngine engine = new NotingEngine();
    private RunFolder folder = new RunFolder(Path.of("run"));

    @BeforeEach
    void writeRows() throws IOException {
        folder = new RunFolder(path.resolve("run"));
        Files.writeString(path.resolve("rows.csv"), """
                uid,premise,hypothesis,label
                0,House 0 is red.,It has a colour.,entailment
                1,House 1 is red.,It has a colour.,entailment
                2,House 2 is red.,It has a colour.,entailment
                """);
    }

    @Test
    void theNextTrainingLearnsThem() {
        run(Stage.AUGMENT);
        edit(Action.edit, "0", TAUGHT, "Red is a colour.");
        edit(Action.veto, "1", TAUGHT, "");

        run(Stage.TRAIN);

        assertThat(engine.learnt()).containsExactly(Map.of("0", "Red is a colour.", "1", "", "2", TAUGHT));
        assertThat(manifest().path("edits").get(0).toString())
                .isEqualTo(
                        "{\"id\":\"reasoning-train\",\"name\":\"reasoning\",\"split\":\"train\",\"lines\":2,\"edited\":1,"
                                + "\"written\":0,\"vetoed\":1,\"out_of_date\":0,\"who\":[\"Mara\"]}");
    }

    @Test
    void aTrainingThatHasBegunGoesOnWithItsRows() throws IOException {
        run(Stage.AUGMENT);
        edit(Action.veto, "0", TAUGHT, "");
        run(Stage.TRAIN);
        edit(Action.veto, "1", TAUGHT, "");
        run(Stage.TRAIN);
        assertThat(engine.learnt().get(1)).isEqualTo(engine.learnt().get(0));

        Files.delete(folder.trial("full-seed1").resolve("trial.json"));
        Files.delete(folder.trial("full-seed1"));
        Files.delete(folder.trials());
        run(Stage.TRAIN);
        assertThat(engine.learnt().get(2))
                .containsEntry("0", "")
                .containsEntry("1", "")
                .containsEntry("2", TAUGHT);
    }

    @Test
    void anEditOfATextThatIsGoneIsNotUsedButCounted() {
        run(Stage.AUGMENT);
        edit(Action.edit, "0", "What stood there once.", "Unfit.");

        run(Stage.TRAIN);

        assertThat(engine.learnt().get(0)).containsEntry("0", TAUGHT);
        assertThat(manifest().path("edits").get(0).path("out_of_date").asInt(0)).isEqualTo(1);
    }

    private void run(Stage last) {
        ScriptedTeacher teacher = new ScriptedTeacher("scripted", question -> Completion.of("scripted", TAUGHT));
        new Runner(engine, Progress.none(), Map.of("scripted", teacher), Clock.systemUTC(), Map.of())
                .run(new RecipeReader(Map.of()).read("edited.yaml", """
                        name: edited
                        data:
                          train: {file: rows.csv}
                          dev: {file: rows.csv}
                        evaluation: {splits: [dev]}
                        student: {size: tiny}
                        teacher: {provider: built-in, model: scripted}
                        rationales:
                          reasoning: {prompt: reasoning, splits: [train]}
                        systems:
                          full: {rationales: reasoning}
                        """, path, List.of()), folder, last, "run");
    }

    private void edit(Action action, String uid, String seen, String text) {
        new EditFile(folder.path()).add(MarasEdit.of(action, uid, seen, text));
    }

    private JsonNode manifest() {
        try {
            return Json.mapper().readTree(Files.readString(folder.manifest()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
