package dev.scholium.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import dev.scholium.student.LossBoundary;
import dev.scholium.student.SplitRatio;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeReaderTest {

    private static final Path FOLDER = Path.of("/data").toAbsolutePath();
    private static final String MINIMAL = """
            data:
              train: {file: train.jsonl}
              dev: {file: dev.jsonl}
              test: {file: test.jsonl}
            student: {size: tiny}
            rationales:
              reasoning: {prompt: reasoning}
            """;

    @Test
    void fillsInTheDefaults() {
        Recipe recipe = read(MINIMAL);

        assertThat(recipe.name()).isEqualTo("my");
        assertThat(recipe.task()).extracting(TaskSpec::studentTask).isNotNull();
        assertThat(recipe.training().boundary()).isEqualTo(LossBoundary.LABEL_SPAN);
        assertThat(recipe.data().train().file())
                .isEqualTo(FOLDER.resolve("train.jsonl").toString());
        assertThat(recipe.systems().keySet()).containsExactly("baseline", "reasoning");
        assertThat(system(recipe, "reasoning").rationales()).isEqualTo("reasoning");
        assertThat(recipe.seeds()).containsExactly(1L);
    }

    @Test
    void aSystemTrainsAsTheRecipeSaysUnlessItSaysOtherwise() {
        Recipe recipe = read(MINIMAL + """
                training: {epochs: 3}
                systems:
                  baseline:
                  quarter: {rationales: reasoning, training: {split_ratio: {label: 0.25, rationale: 0.75}}}
                """);

        assertThat(system(recipe, "baseline").training().epochs()).isEqualTo(3);
        assertThat(system(recipe, "quarter").training().epochs()).isEqualTo(3);
        assertThat(system(recipe, "quarter").training().splitRatio()).isEqualTo(new SplitRatio(0.25, 0.75));
    }

    @Test
    void aSystemThatNeverSeesAFieldIsAControl() {
        Recipe recipe = read(MINIMAL + """
                systems:
                  baseline:
                  hypothesis_only: {source: "Hypothesis: {hypothesis}"}
                """);

        assertThat(recipe.studentTask("hypothesis_only")
                        .source(Map.of("premise", "It rains.", "hypothesis", "It is dry.")))
                .isEqualTo("Hypothesis: It is dry.");
        assertThat(recipe.studentTask("baseline").sourceTemplate())
                .isEqualTo("Premise: {premise} Hypothesis: {hypothesis}");
        assertThat(recipe.isControl("hypothesis_only")).isTrue();
        assertThat(recipe.isControl("baseline")).isFalse();
        assertThat(read(RecipeReader.write(recipe))).isEqualTo(recipe);
    }

    @Test
    void refusesASystemWithANameOrASourceThatCannotBe() {
        assertThatThrownBy(() -> read(MINIMAL + "systems: {control.mine: {}}\n"))
                .hasMessageContaining("a name must not begin with \"control.\", but one is \"control.mine\"");
        assertThatThrownBy(() -> read(MINIMAL + "systems: {blind: {source: \"{text}\"}}\n"))
                .hasMessageContaining(
                        "systems.blind: source names the field text, but the fields are [premise, hypothesis]");
        assertThatThrownBy(() -> read(MINIMAL + "systems: {blind: {source: nothing}}\n"))
                .hasMessageContaining("systems.blind: source names no field");
    }

    @Test
    void overridesWinOverTheFile() {
        Recipe recipe = read(MINIMAL, "training.epochs=2", "seeds=[1, 2]", "systems.reasoning.training.epochs=4");

        assertThat(recipe.training().epochs()).isEqualTo(2);
        assertThat(recipe.seeds()).containsExactly(1L, 2L);
        assertThat(system(recipe, "reasoning").training().epochs()).isEqualTo(4);
    }

    @Test
    void writesWhatItReadsBack() {
        Recipe recipe = read(MINIMAL, "training.epochs=2");

        assertThat(read(RecipeReader.write(recipe))).isEqualTo(recipe);
    }

    @Test
    void refusesAnUnknownKeyWithItsLine() {
        assertThatThrownBy(() -> read(MINIMAL + "training:\n  epochs: 2\n  batchsize: 3\n"))
                .isInstanceOf(ScholiumException.class)
                .hasMessageStartingWith(
                        "my.yaml:10: training: unknown key batchsize; known here: layout, split_ratio, boundary,");
    }

    @Test
    void refusesAnUnknownKeyOfTheCommandLine() {
        assertThatThrownBy(() -> read(MINIMAL, "training.batchsize=3"))
                .hasMessageStartingWith("--set training.batchsize: unknown key batchsize");
    }

    @Test
    void refusesAnImpossibleValueWithItsLine() {
        assertThatThrownBy(() -> read(MINIMAL + "training:\n  epochs: -1\n"))
                .hasMessage("my.yaml:8: training: epochs must be more than 0, but is -1.0");
        assertThatThrownBy(() -> read(MINIMAL + "training:\n  epochs: many\n"))
                .hasMessage("my.yaml:9: training.epochs: must be a number, but is \"many\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.epochs=[1]               | must be a number, but is a list",
                "training.epochs=                  | must be a number, but is \"\"",
                "training.epochs=null              | must be a number, but is empty",
                "training.batch_size=1.5           | must be a whole number, but is 1.5",
                "training.layout=[label-first]     | must be a text, but is a list",
                "training.gradient_checkpointing=a | must be true or false, but is \"a\"",
                "evaluation.slices=label           | must be a list, but is \"label\"",
                "student=7                         | must be a mapping of keys to values, but is 7",
                "seeds=[1, x]                      | must be a whole number, but is \"x\""
            })
    void saysWhichKindOfValueIsWantedAndWhatIsFound(String override, String problem) {
        assertThatThrownBy(() -> read(MINIMAL, override))
                .isInstanceOf(ScholiumException.class)
                .hasMessageStartingWith("--set " + override.substring(0, override.indexOf('=')))
                .hasMessageEndingWith(": " + problem);
    }

    @Test
    void refusesASystemWhoseRationalesNobodyWrites() {
        assertThatThrownBy(() -> read(MINIMAL + "systems:\n  a: {rationales: palm}\n"))
                .hasMessageContaining("systems.a.rationales must be one of [reasoning], but is palm");
    }

    @Test
    void refusesASeedThatWouldBeIgnored() {
        assertThatThrownBy(() -> read(MINIMAL + "training: {seed: 3}\n"))
                .hasMessage("my.yaml: training.seed: use the list seeds instead, such as seeds: [1, 2, 3]");
    }

    @Test
    void refusesBrokenYamlWithItsLine() {
        assertThatThrownBy(() -> read("data: {train: [\n")).hasMessageStartingWith("my.yaml:");
        assertThatThrownBy(() -> read("")).hasMessageContaining("but is empty");
        assertThatThrownBy(() -> read("name: a\nname: b\n")).hasMessageStartingWith("my.yaml:2: not valid YAML");
    }

    @Test
    void readsPathsOfTheFileFromItsFolderAndThoseOfTheCommandLineFromHere() {
        Recipe recipe = read(MINIMAL, "data.dev.file=here.jsonl");

        assertThat(recipe.data().train().file())
                .isEqualTo(FOLDER.resolve("train.jsonl").toString());
        assertThat(recipe.data().dev().file())
                .isEqualTo(Path.of("here.jsonl").toAbsolutePath().toString());
    }

    @Test
    void refusesATaskOrColumnsThatDoNotFit() {
        assertThatThrownBy(() -> read(MINIMAL, "data.train.columns={premis: x}", "data.train.format=columns"))
                .isInstanceOf(ScholiumException.class)
                .hasMessageContaining("data.train: columns may be named for");
        assertThatThrownBy(() -> read(MINIMAL + "systems: [a]\n"))
                .isInstanceOf(ScholiumException.class)
                .hasMessageContaining("systems must be names with their settings");
        assertThatThrownBy(
                        () -> read(
                                MINIMAL
                                        + "task: {labels: [{name: a, text: No}, {name: b, text: None}], fields: [premise], source: '{premise}'}\n"))
                .isInstanceOf(ScholiumException.class)
                .hasMessageContaining("must not begin with another one");
    }

    @Test
    void refusesAKeyInPlaceOfItsVariableWithoutShowingIt() {
        assertThatThrownBy(() -> read(MINIMAL, "teacher.api_key_env=sk-proj-123"))
                .isInstanceOf(ScholiumException.class)
                .hasMessageContaining("api_key_env must be the name of an environment variable")
                .hasMessageNotContaining("sk-proj");
    }

    @Test
    void refusesAJudgeOfAColumn() {
        assertThatThrownBy(() -> read(MINIMAL.replace("prompt: reasoning", "column: why, checks: {judge: flag}")))
                .isInstanceOf(ScholiumException.class)
                .hasMessage("my.yaml:7: rationales.reasoning: checks.judge asks a teacher, but why is a column");
    }

    @Test
    void readsWordsOfSettingsInAnyCase() {
        assertThat(read(MINIMAL, "training.boundary=FIRST_TOKEN").training().boundary())
                .isEqualTo(LossBoundary.FIRST_TOKEN);
        assertThat(RecipeReader.write(read(MINIMAL))).contains("boundary: \"label-span\"");
    }

    @Test
    void putsEnvironmentVariablesIn() {
        String text = MINIMAL.replace("file: train.jsonl", "file: \"${ROWS}/train.jsonl\"");

        assertThat(read(text).data().train().file())
                .isEqualTo(Path.of("/rows/train.jsonl").toAbsolutePath().toString());
        assertThatThrownBy(() -> read(text.replace("ROWS", "NOT_SET")))
                .hasMessage("my.yaml: needs the environment variable NOT_SET, which is not set");
    }

    @Test
    void refusesToPutSecretsIn() {
        assertThatThrownBy(() -> read("note: ${OPENAI_API_KEY}\n" + MINIMAL))
                .hasMessageContaining("looks like a secret")
                .hasMessageNotContaining("sk-1");
    }

    private static SystemSpec system(Recipe recipe, String name) {
        return Objects.requireNonNull(recipe.systems().get(name), name);
    }

    private static Recipe read(String text, String... overrides) {
        return new RecipeReader(Map.of("ROWS", "/rows", "OPENAI_API_KEY", "sk-1"))
                .read("my.yaml", text, FOLDER, List.of(overrides));
    }
}
