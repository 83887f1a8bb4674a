package dev.scholium.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.data.Example;
import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTemplateTest {

    private static final List<String> NLI = List.of("premise", "hypothesis");

    private static Example row(String label) {
        return new Example(
                "1", Map.of("premise", "A {cat} sleeps. {hypothesis}", "hypothesis", "It rests."), label, Map.of());
    }

    private static Prompt prompt(PromptTemplate template, Example row) {
        return new Prompter(template, LabelSet.nli(), DemonstrationPool.none()).prompt(row);
    }

    @Test
    void reasoningLetsTheGoldLabelChooseTheVerb() {
        PromptTemplate reasoning = PromptTemplates.find("reasoning");
        reasoning.check(NLI, LabelSet.nli());

        assertThat(prompt(reasoning, row("entailment")).user())
                .isEqualTo("Premise: A {cat} sleeps. {hypothesis}\nHypothesis: It rests.\n\n"
                        + "In 100 words or less, explain why the premise entails the hypothesis.");
        assertThat(prompt(reasoning, row("neutral")).user()).endsWith("the premise is neutral to the hypothesis.");
        assertThat(prompt(reasoning, row("contradiction")).user()).endsWith("the premise contradicts the hypothesis.");
    }

    @Test
    void extractionSeesThePremiseOnly() {
        PromptTemplate extraction = PromptTemplates.find("extraction");
        extraction.check(NLI, LabelSet.nli());

        assertThat(prompt(extraction, row("entailment"))).isEqualTo(prompt(extraction, row("contradiction")));
        assertThat(prompt(extraction, row("neutral")).user())
                .contains("Who? What? When? Where? Why?")
                .doesNotContain("rests");
        assertThat(prompt(extraction, row("neutral")).system()).contains("summarising core semantic properties");
        assertThat(extraction.seesLabel()).isFalse();
    }

    @Test
    void refusesAFieldThatTheTaskDoesNotHave() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PromptTemplates.find("extraction").check(List.of("text"), LabelSet.nli()))
                .withMessage("prompt template extraction: names the field {premise}, but the task's fields are [text]");
    }

    @Test
    void refusesATaskWithALabelItHasNoWordsFor() {
        LabelSet moods = new LabelSet(List.of(new Label("good", Set.of()), new Label("bad", Set.of())));
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PromptTemplates.find("reasoning").check(NLI, moods))
                .withMessage("prompt template reasoning: label_words must have words for the label \"good\","
                        + " but has them for [entailment, neutral, contradiction]");
    }

    @Test
    void refusesToShowALabelThatItSaysItDoesNotSee() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PromptTemplate("mine", "1", RationaleKind.REASONING, false, "", "Why {label}?", Map.of()))
                .withMessageContaining("sees_label is false");
    }

    @Test
    void hashesWhatShapesAPromptAndNothingElse() {
        PromptTemplate one = new PromptTemplate("a", "1", RationaleKind.REASONING, false, "", "Why {text}?", Map.of());
        PromptTemplate renamed =
                new PromptTemplate("b", "1", RationaleKind.REASONING, false, "", "Why {text}?", Map.of());
        PromptTemplate reworded =
                new PromptTemplate("a", "1", RationaleKind.REASONING, false, "", "Why, {text}?", Map.of());

        assertThat(one.hash())
                .isEqualTo(renamed.hash())
                .isNotEqualTo(reworded.hash())
                .hasSize(64);
    }

    @Test
    void readsATemplateForAnotherTask(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mood.yaml");
        Files.writeString(file, """
                name: mood
                version: "2"
                kind: mood-words
                sees_label: true
                user: Why is "{text}" {relation}?
                label_words: {good: praise, bad: blame}
                """);
        PromptTemplate template = PromptTemplates.read(file);
        Example row = new Example("1", Map.of("text", "Well done"), "good", Map.of());

        assertThat(template.kind().name()).isEqualTo("mood-words");
        assertThat(prompt(template, row)).isEqualTo(new Prompt("", "Why is \"Well done\" praise?"));
    }

    @Test
    void namesTheLineOfAnUnknownKey(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mood.yaml");
        Files.writeString(file, "name: mood\nversion: 1\nkind: mood\nsees_label: false\nuser: x\ncolour: red\n");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PromptTemplates.read(file))
                .withMessage(
                        file + ":6: a prompt template has no key \"colour\";"
                                + " its keys are name, version, kind, sees_label, system, user, label_words, reply, demonstrations");
    }

    @Test
    void saysWhichKeyIsMissing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mood.yaml");
        Files.writeString(file, "name: mood\nversion: 1\nkind: mood\nsees_label: false\n");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PromptTemplates.read(file))
                .withMessageContaining("'user'");
    }

    @Test
    void refusesAJudgeAmongTemplatesForRationales(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, PromptTemplates.text("judge"));
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PromptTemplates.find(file.toString()))
                .withMessage(
                        file + ": reply: form must be text or json, but is judgement, which is the built-in judge's");
        assertThatExceptionOfType(ScholiumException.class).isThrownBy(() -> PromptTemplates.find("judge"));
    }

    @Test
    void saysThatThereIsNoSuchTemplate() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PromptTemplates.find("reason"))
                .withMessage("prompt template must be one of " + PromptTemplates.builtIn() + " or a YAML file,"
                        + " but there is no file reason");
    }
}
