package dev.scholium.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFormTest {

    private static final LabelWords NLI = new LabelWords(LabelSet.nli(), Map.of());
    private static final ReplyForm JSON =
            PromptTemplates.find("reasoning-label-free").reply();
    private static final ReplyForm LAST_LINE =
            PromptTemplates.find("reasoning-label-free-text").reply();

    private static TeacherReply json(String text) {
        return JSON.read(text, "stop", NLI);
    }

    private static TeacherReply text(String text) {
        return LAST_LINE.read(text, "stop", NLI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rationale\": \"A cat is an animal.\", \"label\": \"entailment\"}",
                "```json\n{\"rationale\": \"A cat is an animal.\", \"label\": \"Entailment\"}\n```",
                "Sure! Here is {the} answer:\n{\"rationale\": \"A cat is an animal.\", \"label\": \"e\"}\nI hope it helps {.",
                "{\"rationale\": \"A cat is an animal.\", \"label\": \"entailment\",}",
                "[{\"rationale\": \"A cat is an animal.\", \"label\": \"entailment\"}]",
                "{'rationale': 'A cat is an animal.', 'label': 'entailment'}",
                "{\"rationale\": \"\nA cat is an animal.\", \"label\": \"entailment\"}",
                "{\"rationale\": \"A cat is an animal.\\n\", \"label\": \"entailment\"}",
                "{\"rationale\": \"A cat is an animal.\\\\n\", \"label\": \"entailment\"}",
                "\"{\\n \\\"rationale\\\": \\\"A cat is an animal.\\\",\\n \\\"label\\\": \\\"entailment\\\"}\"",
                "<think>{\"rationale\": \"no\"}</think>{\"rationale\": \"A cat is an animal.\", \"label\": \"entailment\"}",
                "{\"label\": \"entailment\", \"sure\": {\"very\": [1]}, \"rationale\": \"A cat is an animal.\"}"
            })
    void readsWhatModelsMakeOfJson(String text) {
        assertThat(json(text)).isEqualTo(new TeacherReply.Answer("A cat is an animal.", "entailment"));
    }

    @Test
    void readsAJudgementAndSaysWhatIsWrongWithOne() {
        ReplyForm judge = PromptTemplates.judge().reply();

        assertThat(judge.read(
                        "```\n{\"faithfulness\": 5, \"usefulness\": \"1\", \"label\": \"None\"}\n```", "stop", NLI))
                .isEqualTo(new TeacherReply.Judgement(5, 1, ""));
        assertThat(judge.read("{\"faithfulness\": 3.5, \"usefulness\": 1, \"label\": \"neutral\"}", "stop", NLI))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for",
                        "its \"faithfulness\" must be a whole number from 1 to 5, but is 3.5"));
        assertThat(judge.read("{\"faithfulness\": 3, \"label\": \"neutral\"}", "stop", NLI))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for",
                        "its \"usefulness\" must be a whole number from 1 to 5, but is missing"));
        assertThat(judge.read("{\"faithfulness\": 3, \"usefulness\": 1, \"label\": \"maybe\"}", "stop", NLI))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for",
                        "its \"label\" must be one of [entailment, neutral, contradiction, none], but is \"maybe\""));
        assertThat(judge.read("Fine.", "stop", NLI))
                .isEqualTo(new TeacherReply.Unparseable("not in the form asked for", "it holds no JSON object"));
        assertThat(judge.reminder(NLI))
                .isEqualTo("Answer with one JSON object with the keys faithfulness, usefulness, label and nothing else;"
                        + " faithfulness and usefulness must be a whole number from 1 to 5, label must be one of"
                        + " entailment, neutral, contradiction, none.");
    }

    @Test
    void saysWhatIsWrongWithJson() {
        assertThat(json("A cat is an animal."))
                .isEqualTo(new TeacherReply.Unparseable("not in the form asked for", "it holds no JSON object"));
        assertThat(json("{\"rationale\": \"A cat is an animal.\"}"))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for", "its \"label\" must be a text, but is missing"));
        assertThat(json("{\"rationale\": [1], \"label\": \"neutral\"}"))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for", "its \"rationale\" must be a text, but is [1]"));
        assertThat(json("{\"rationale\": \"It is.\", \"label\": \"maybe\"}"))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for",
                        "its \"label\" must be one of [entailment, neutral, contradiction], but is maybe"));
        assertThat(json("{\"answer\": 1}"))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for", "its JSON object has none of the keys [rationale, label]"));
        assertThat(json("{\"rationale\": \"One.\", \"rationale\": \"Two.\", \"label\": \"neutral\"}"))
                .isInstanceOfSatisfying(
                        TeacherReply.Unparseable.class,
                        reply -> assertThat(reply.error()).startsWith("its JSON is broken: Duplicate"));
    }

    @Test
    void tellsACutOffAndARefusalFromBrokenJson() {
        assertThat(JSON.read("{\"rationale\": \"A cat is", "length", NLI))
                .isEqualTo(new TeacherReply.Unparseable(
                        "cut off before its JSON was complete", "it was cut off before its JSON ended; be briefer"));
        assertThat(json("I'm sorry, I cannot help with that."))
                .isEqualTo(new TeacherReply.Refusal("declined to answer"));
        assertThat(json("{\"rationale\": \"I cannot answer that.\", \"label\": \"neutral\"}"))
                .isEqualTo(new TeacherReply.Refusal("declined to answer"));
        assertThat(json(" ")).isEqualTo(new TeacherReply.Unparseable("empty"));
    }

    @Test
    void boundsWhatItReads() {
        assertThat(json("{\"rationale\": \"" + "a".repeat(100_000) + "\"}"))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for", "it is longer than 100000 characters"));
        assertThat(json("{\"a\":".repeat(10_000))).isInstanceOf(TeacherReply.Unparseable.class);
        assertThat(json("{".repeat(50_000))).isInstanceOf(TeacherReply.Unparseable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A cat is an animal.\nLabel: entailment",
                "A cat is an animal.\n\n**Label:** Entailment.\n",
                "Explanation: A cat is an animal.\nThe label is entailment.",
                "A cat is an animal.\n\"entailment\""
            })
    void readsTheLabelsLine(String text) {
        assertThat(text(text)).isEqualTo(new TeacherReply.Answer("A cat is an animal.", "entailment"));
    }

    @Test
    void saysThatTheLabelsLineIsMissing() {
        assertThat(text("A cat is an animal."))
                .isEqualTo(new TeacherReply.Unparseable(
                        "not in the form asked for",
                        "its last line must be \"Label: \" and one of [entailment, neutral, contradiction], but is"
                                + " \"A cat is an animal.\""));
        assertThat(text("Label: neutral"))
                .isEqualTo(new TeacherReply.Unparseable("not in the form asked for", "it has a label, but no reason"));
    }

    @Test
    void readsBackWhatItWrites() {
        for (ReplyForm form : List.of(JSON, LAST_LINE, new LabelledText(LabelledText.Place.FIRST))) {
            String reply = form.write("It says \"so\".", "neutral", NLI);
            assertThat(form.read(reply, "stop", NLI)).isEqualTo(new TeacherReply.Answer("It says \"so\".", "neutral"));
        }
    }

    @Test
    void asksForTheFieldsByASchema() {
        Example row = new Example("1", Map.of("premise", "A cat.", "hypothesis", "A pet."), "neutral", Map.of());
        Prompt prompt = new Prompter(
                        PromptTemplates.find("reasoning-label-free"), LabelSet.nli(), DemonstrationPool.none())
                .prompt(row);

        assertThat(prompt.schema())
                .isEqualTo(new ReplySchema(
                        "reply",
                        "{\"type\":\"object\",\"properties\":{\"rationale\":{\"type\":\"string\",\"description\":"
                                + "\"the explanation, one paragraph, which does not name the label\"},\"label\":{\"type\":"
                                + "\"string\",\"description\":\"the decision\",\"enum\":[\"entailment\",\"neutral\","
                                + "\"contradiction\"]}},\"required\":[\"rationale\",\"label\"],"
                                + "\"additionalProperties\":false}"));
        assertThat(prompt.user()).endsWith("then \"label\" with one of: entailment, neutral, contradiction.");
    }

    @Test
    void theRepairQuotesReplyAndError() {
        Prompter prompter =
                new Prompter(PromptTemplates.find("reasoning-label-free"), LabelSet.nli(), DemonstrationPool.none());
        Prompt asked = new Prompt("Be kind.", List.of(new Demonstration("q", "a")), "Why?", null);

        assertThat(prompter.repair(asked, "So.", "it holds no JSON object"))
                .isEqualTo(new Prompt(
                        "Be kind.",
                        List.of(new Demonstration("q", "a"), new Demonstration("Why?", "So.")),
                        "Your reply cannot be used: it holds no JSON object.\nAnswer with one JSON object with the keys"
                                + " rationale, label and nothing else; label must be one of entailment, neutral,"
                                + " contradiction.",
                        null));
    }

    @Test
    void thePapersTemplatesKeepTheirHashes() {
        assertThat(PromptTemplates.find("extraction").hash())
                .isEqualTo("30688cad8164cde072e3fe0da62098147a8f31086c9ab6b61c056cbd7b92eb53");
        assertThat(PromptTemplates.find("reasoning").hash())
                .isEqualTo("6de3835212a7836e9ff9ecbaa10238092a1d6a2d2e1ca68d85434f0b2da73c7f");
    }
}
