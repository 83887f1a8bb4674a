package dev.scholium.augment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.prompt.RationaleKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check on made rationales: for the kinds of fault that recorded replies hardly have, and for where each ends. */
class MadeExamplesTest {

    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put(
                "premise",
                "Anna Berg painted the old mill near Oslo in 1921 and sold it to her brother for 300 crowns.");
        FIELDS.put("hypothesis", "The mill was painted by a woman.");
    }

    private static List<String> found(String text, String finishReason) {
        Checker checker = new Checker(
                ChecksSpec.defaults(), RationaleKind.REASONING, LabelSet.nli(), List.of("entails", "is neutral to"));
        Example row = new Example("1", FIELDS, "entailment", Map.of());
        return checker.look(new Subject(row, RationaleKind.REASONING, text, finishReason)).stream()
                .map(finding -> finding.check().word())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Who? What? When? Where? Why?|empty",
                "Well, I cannot help with that request about the mill.|refusal",
                "The text is about a mill, but as an AI language model I have no view of it.|refusal",
                "The premise says that Anna Berg painted the mill because|cut-off",
                "The premise says that Anna Berg painted the mill,|cut-off",
                "Die alte Mühle wurde von einer Frau gemalt, also stimmt die Aussage wohl.|wrong-language",
                "Она нарисовала старую мельницу недалеко от города и продала её своему брату.|wrong-language",
                "A woman did.|too-short",
                "She painted the old mill and she painted the old mill.|repeats-itself",
                "This is a contradiction of terms in a way, so it is said.|names-label",
                "Anna Berg painted the old mill near Oslo in 1921.|copies-premise",
                "The painter of the mill was the famous Munch of that city.|invents-names",
                "She painted the mill and got four hundred for it in 1935.|invents-numbers",
                "The mill conflicts with what is said of the woman there.|other-label"
            })
    void findsTheFault(String text, String check) {
        assertThat(found(text, "stop")).contains(check);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Anna is a woman's name, and she is said to be the one who painted the mill.",
                "The painter, Anna Berg, is a woman; so two statements agree about the mill of Oslo.",
                "Nothing here conflicts: she does not deny it, and this is not inconsistent with the mill."
            })
    void findsNothingInASoundOne(String text) {
        assertThat(found(text, "stop")).isEmpty();
    }

    @Test
    void takesTheTeachersWordForATokenLimit() {
        assertThat(found("A woman called Anna is the one who painted that mill.", "length"))
                .containsExactly("cut-off");
    }

    @Test
    void countsWords() {
        assertThat(found("mill ".repeat(101), "stop")).contains("too-long");
        assertThat(found("mill ".repeat(100), "stop")).doesNotContain("too-long");
    }

    @Test
    void comparesWithEarlierRationalesInOrder() {
        RationaleCheck check = new NearDuplicates(0.8);
        String text = "The painter was a woman because her name was Anna and the premise says that she painted a mill";
        Example row = new Example("1", FIELDS, "entailment", Map.of());

        assertThat(check.look(new Subject(row, RationaleKind.REASONING, text, "")))
                .isEmpty();
        assertThat(check.look(new Subject(row, RationaleKind.REASONING, "Nothing of the kind is written there.", "")))
                .isEmpty();
        assertThat(check.look(new Subject(row, RationaleKind.REASONING, text + ".", "")))
                .contains("100 % like an earlier one");
    }
}
