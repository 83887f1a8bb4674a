package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentExportTest {

    @TempDir
    Path folder;

    private Path run;
    private Path target;

    @BeforeEach
    void aRunWithStudents() {
        run = folder.resolve("run");
        target = folder.resolve("exported");
        new FakeRun(run).write(1, 2);
        recipe("/home/somebody/secret/my-t5");
        for (String system : new String[] {"baseline", "reasoning"}) {
            AtomicFile.write(student(system).resolve("config.json"), "{}");
            AtomicFile.write(student(system).resolve("model.safetensors"), "weights of " + system);
        }
    }

    private void recipe(String model) {
        AtomicFile.write(run.resolve("recipe.yaml"), """
            name: small-world
            task: {labels: [{name: entailment, text: "True"}, {name: neutral}], source: "A: {premise}", label_separator: " Label: "}
            data: {train: {file: /home/somebody/secret/world-train.jsonl}}
            teacher: {provider: openai, model: gpt-x, base_url: "https://private.example", api_key_env: MY_KEY}
            rationales: {reasoning: {prompt: /home/somebody/secret/mine.yaml}, extraction: {prompt: extraction}}
            student: {model: %s, tokenizer: ""}
            systems: {baseline: {rationales: ""}, reasoning: {rationales: reasoning, training: {epochs: 3}}}
            """.formatted(model));
    }

    private Path student(String system) {
        return run.resolve("trials/" + system + "-seed1/student");
    }

    private String card(String system) throws IOException {
        new StudentExport(student(system)).write(target);
        return Files.readString(target.resolve("README.md"));
    }

    @Test
    void copiesEveryFileAndNamesItsHash() throws IOException {
        String card = card("reasoning");

        assertThat(target.resolve("model.safetensors")).hasContent("weights of reasoning");
        assertThat(card)
                .contains("| model.safetensors | " + Sha256.of("weights of reasoning") + " |\n")
                .contains("| config.json | " + Sha256.of("{}") + " |\n");
        assertThat(folder.resolve("exported.part")).doesNotExist();
    }

    @Test
    void theCardNamesDataScoresAndWhatTheyDependOn() throws IOException {
        String card = card("reasoning");

        assertThat(card)
                .startsWith("---\n# license: to be filled in")
                .contains("# small-world, reasoning-seed1\n")
                .contains("| train | world-train.jsonl | 2\u202f400 | " + "0f".repeat(32) + " |\n")
                .containsPattern("\n\\| test \\| 240 \\| [0-9.]+\u00a0% \\| [0-9.]+ – [0-9.]+ \\|")
                .containsPattern("`accuracy:0\\.[0-9]{4}\\|label:generated\\|ci:wilson-95:0\\.[0-9]{4}-0\\.[0-9]{4}"
                        + "\\|split:test\\|n:240\\|data:sha256:(a9){6}\\|seed:1\\|student:sha256:"
                        + Sha256.of("weights of reasoning").substring(0, 12) + "\\|impl:scholium-0\\.1\\.0`")
                .containsPattern("BLEU on test: `nrefs:1\\|case:mixed\\|eff:no\\|tok:13a")
                .contains("Against baseline on test: +")
                .contains("## Limits\n", "## Licence\n")
                .contains("The input is `A: {premise}`; the output begins with one of True, neutral.")
                .contains("      epochs: 3\n");
    }

    @Test
    void theCardNamesNoFolderServerOrKeyOfTheMachine() throws IOException {
        assertThat(card("reasoning"))
                .contains("prompt: \"mine.yaml\"", "model: \"my-t5\"", "model: \"gpt-x\"")
                .doesNotContain("somebody", "private.example", "MY_KEY", folder.toString());
    }

    @Test
    void aModelOfAHubIsNamedAsTheBase() throws IOException {
        recipe("google-t5/t5-small");

        assertThat(card("reasoning")).contains("\nbase_model: google-t5/t5-small\n---\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            label-first     | the output begins with one of True, neutral.
            rationale-first | the output is a rationale, Label: and one of True, neutral.
            two-task        | with predict: before it the output is one of True, neutral, with explain: a rationale.
            """)
    void saysWhereTheLabelStands(String layout, String sentence) throws IOException {
        Path recipe = run.resolve("recipe.yaml");
        AtomicFile.write(
                recipe, Files.readString(recipe).replace("{epochs: 3}", "{epochs: 3, layout: " + layout + "}"));

        assertThat(card("reasoning")).contains("The input is `A: {premise}`; " + sentence);
    }

    @Test
    void aStudentOfLabelsAloneHasNoTeacher() throws IOException {
        assertThat(card("baseline"))
                .contains("A T5 that says a label. Trained by Scholium 0.1.0 on labels alone, seed 1.")
                .contains("- On test it has **collapsed**: most answers are neutral.")
                .doesNotContain("teacher:", "rationales:");
    }

    @Test
    void whatABrokenExportLeftIsReplaced() throws IOException {
        AtomicFile.write(folder.resolve("exported.part/half.safetensors"), "half");

        card("reasoning");

        assertThat(target.resolve("half.safetensors")).doesNotExist();
    }

    @Test
    void refusesAFolderThatHoldsFiles() {
        AtomicFile.write(target.resolve("mine.txt"), "mine");

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new StudentExport(student("reasoning")).write(target))
                .withMessage(target + ": must be a new or an empty folder, but holds files; name another");
    }

    @Test
    void refusesWhatIsNoStudentOfARun() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new StudentExport(run))
                .withMessage(run + ": must be a run's student, RUN/trials/TRIAL/student, but has no config.json with a"
                        + " trial.json beside its folder");
    }
}
