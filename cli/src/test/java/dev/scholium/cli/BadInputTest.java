package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bad input ends with one clear line and its exit code, before anything is spent. */
class BadInputTest {

    @TempDir
    private Path folder;

    private Path recipe;
    private Path run;

    @BeforeEach
    void writeRecipe() throws IOException {
        run = folder.resolve("run");
        recipe = folder.resolve("my.yaml");
        Files.writeString(folder.resolve("train.jsonl"), rows("entailment", "neutral", "contradiction"));
        Files.writeString(folder.resolve("dev.jsonl"), rows("entailment", "neutral"));
        Files.writeString(recipe, """
                data:
                  train: {file: train.jsonl, format: columns}
                  dev: {file: dev.jsonl, format: columns}
                student: {size: tiny, vocabulary_size: 300}
                evaluation: {splits: [dev]}
                """);
    }

    @Test
    void aMissingRecipe() {
        check(1, "nowhere.yaml: cannot be read: no such file", "run", "nowhere.yaml");
    }

    @Test
    void anUnknownKey() throws IOException {
        Files.writeString(recipe, "trainnig: {epochs: 2}\n", java.nio.file.StandardOpenOption.APPEND);

        check(2, recipe + ":6: unknown key trainnig; known here: ", "run", recipe.toString());
    }

    @Test
    void anImpossibleValue() {
        check(
                2,
                "--set training.epochs: training: epochs must be more than 0, but is 0.0",
                "run",
                recipe.toString(),
                "--set",
                "training.epochs=0");
    }

    @Test
    void aMissingDataFile() throws IOException {
        Files.delete(folder.resolve("dev.jsonl"));

        check(1, folder.resolve("dev.jsonl") + ": cannot be read: no such file", "run", recipe.toString());
    }

    @Test
    void anEmptyDataFile() throws IOException {
        Files.writeString(folder.resolve("dev.jsonl"), "");

        check(1, folder.resolve("dev.jsonl") + ": must have rows, but is empty", "run", recipe.toString());
    }

    @Test
    void badRowsStopBeforeAnythingIsSpent() throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), rows("entailment", "entails", "maybe"));

        List<String> lines = check(1, "", "run", recipe.toString());

        assertThat(String.join("\n", lines))
                .contains(folder.resolve("train.jsonl")
                        + ":2: label must be one of [entailment, neutral, contradiction], but was \"entails\"")
                .contains(":3: label must be one of");
        assertThat(run.resolve("trials")).doesNotExist();
    }

    @Test
    void aMissingKeyStopsBeforeAnythingIsSent() {
        check(
                3,
                "OPENAI_API_KEY",
                "augment",
                recipe.toString(),
                "--set",
                "rationales.reasoning.prompt=reasoning",
                "--set",
                "teacher.base_url=https://teacher.invalid/v1",
                "--set",
                "journal=" + folder.resolve("journal.sqlite"));
    }

    @Test
    void aTeacherThatIsNotThere() {
        check(
                3,
                "127.0.0.1:9",
                "augment",
                recipe.toString(),
                "--set",
                "rationales.reasoning.prompt=reasoning",
                "--set",
                "teacher.base_url=http://127.0.0.1:9/v1");
    }

    @Test
    void aModelThatIsNotThere() {
        check(
                1,
                "google-t5/t5-small",
                "train",
                recipe.toString(),
                "--set",
                "student={model: google-t5/t5-small-that-nobody-has, size: \"\"}");
    }

    @Test
    void aModelOfAnotherArchitecture() throws IOException {
        Path model = Files.createDirectories(folder.resolve("bert"));
        Files.writeString(model.resolve("config.json"), "{\"model_type\": \"bert\"}");

        check(1, "bert", "train", recipe.toString(), "--set", "student.model=bert", "--set", "student.size=''");
    }

    @Test
    void aFolderInWhichAnotherProcessIsAtWork() throws Exception {
        try (AutoCloseable lock = new RunFolder(run).lock()) {
            check(1, run + ": another scholium process is at work in this run folder", "run", recipe.toString());
        }
    }

    @Test
    void aFolderOfAnotherRecipe() throws IOException {
        Files.createDirectories(run.resolve("trials"));
        Files.writeString(run.resolve("recipe.yaml"), "name: other\n");

        check(2, run + ": holds a run of another recipe", "run", recipe.toString());
    }

    @Test
    void aDataFileThatChanged() throws IOException {
        check(
                2,
                "no built-in teacher",
                "augment",
                recipe.toString(),
                "--set",
                "rationales.r.prompt=reasoning",
                "--set",
                "teacher={provider: built-in, model: nobody}");
        Files.createDirectories(run.resolve("augmented"));
        Files.writeString(folder.resolve("dev.jsonl"), rows("neutral"));

        check(
                1,
                folder.resolve("dev.jsonl") + ": has changed since this run began",
                "augment",
                recipe.toString(),
                "--set",
                "rationales.r.prompt=reasoning",
                "--set",
                "teacher={provider: built-in, model: nobody}");
    }

    @Test
    void aStudentThatIsNone() throws IOException {
        check(
                2,
                folder + ": must be a student trained by Scholium, but has no scholium.json",
                "predict",
                folder.toString(),
                folder.resolve("dev.jsonl").toString());
    }

    /** Runs the command; its failure is one line that holds the text, and no stack trace. */
    private List<String> check(int status, String text, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        if (!args[0].equals("predict")) {
            all.addAll(List.of("--run-dir", run.toString()));
        }
        StringWriter err = new StringWriter();

        int actual =
                Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), all.toArray(String[]::new));

        String said = err.toString();
        assertThat(said)
                .contains("scholium: ")
                .contains(text)
                .doesNotContain("\tat ")
                .doesNotContain("defect");
        assertThat(actual).as(said).isEqualTo(status);
        return said.lines().toList();
    }

    private static String rows(String... labels) {
        StringBuilder rows = new StringBuilder();
        for (String label : labels) {
            rows.append("{\"premise\": \"A dog runs.\", \"hypothesis\": \"An animal moves.\", \"label\": \"")
                    .append(label)
                    .append("\"}\n");
        }
        return rows.toString();
    }
}
