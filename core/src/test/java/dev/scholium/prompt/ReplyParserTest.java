package dev.scholium.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {

    private static TeacherReply parse(String text) {
        return new ReplyParser().parse(text, "stop");
    }

    private static TeacherReply cutOff(String text) {
        return new ReplyParser().parse(text, "length");
    }

    private static TeacherReply answer(String rationale) {
        return new TeacherReply.Answer(rationale);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Explanation: It is so.|It is so.",
                "**Answer:** It is so.|It is so.",
                "\"It is so.\"|It is so.",
                "“It is so.”|It is so.",
                "\"It\" is \"so\"|\"It\" is \"so\"",
                "A __bold__ claim|A bold claim",
                "2 * 3 is 6 and 2*3 too|2 * 3 is 6 and 2*3 too",
                "1984 was a year.|1984 was a year.",
                "3.5 million people|3.5 million people",
            })
    void dropsWhatIsNotTheRationale(String text, String rationale) {
        assertThat(parse(text)).isEqualTo(answer(rationale));
    }

    @Test
    void joinsLinesSoThatTheirEndsStaySeen() {
        assertThat(parse("Who: Ann\nWhat: a walk\n\nWhy: fun.")).isEqualTo(answer("Who: Ann; What: a walk; Why: fun."));
        assertThat(parse("It rains.\r\nSo it is wet.")).isEqualTo(answer("It rains. So it is wet."));
    }

    @Test
    void dropsListsHeadingsAndFences() {
        assertThat(parse("## Reasons\n- one,\n* two\n1. three\n2) four"))
                .isEqualTo(answer("Reasons; one, two; three; four"));
        assertThat(parse("```text\nIt is so.\n```")).isEqualTo(answer("It is so."));
        assertThat(parse("<think>\nlet me see\n</think>\n\nIt is so.")).isEqualTo(answer("It is so."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "```\n```", "Answer:"})
    void findsNothingInNothing(String text) {
        assertThat(parse(text)).isEqualTo(new TeacherReply.Unparseable("empty"));
    }

    @Test
    void findsNothingInMarksAlone() {
        assertThat(parse("...")).isEqualTo(new TeacherReply.Unparseable("holds no word"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that.",
                "I’m sorry, I cannot do this.",
                "As an AI language model, I have no opinion.",
                "I cannot provide a rationale for this.",
                "Sorry, no.",
                "Unfortunately, I can't answer.",
                "I'm unable to see the text."
            })
    void tellsARefusal(String text) {
        assertThat(parse(text)).isInstanceOf(TeacherReply.Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am told he says \"I'm sorry\" in the premise.",
                "The premise is an apology.",
                "As an aid worker, she travels.",
                "I cannot be both at home and away."
            })
    void takesAnAnswerThatSoundsLikeARefusalForAnAnswer(String text) {
        assertThat(parse(text)).isEqualTo(answer(text));
    }

    @Test
    void keepsTheWholeSentencesOfACutOffReply() {
        assertThat(cutOff("It is so. And thus it fol")).isEqualTo(answer("It is so."));
        assertThat(cutOff("He (J. Smith of the U.S.) left. Mr. Jones st"))
                .isEqualTo(answer("He (J. Smith of the U.S.) left."));
        assertThat(cutOff("\"It is so.\" Then th")).isEqualTo(answer("It is so."));
    }

    @Test
    void keepsTheWholeLinesOfACutOffList() {
        assertThat(cutOff("Who: Ann\nWhat: a walk\nWhen: on Mon")).isEqualTo(answer("Who: Ann; What: a walk"));
        assertThat(cutOff("Here are the answers:\nWho: An"))
                .isEqualTo(new TeacherReply.Unparseable("cut off before a sentence was complete"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"It is so becau", "Mr", "The price is 3.5 mil"})
    void findsNothingInABrokenSentence(String text) {
        assertThat(cutOff(text)).isEqualTo(new TeacherReply.Unparseable("cut off before a sentence was complete"));
    }

    @Test
    void takesTheContentFilterForARefusal() {
        assertThat(new ReplyParser().parse("", "content_filter")).isInstanceOf(TeacherReply.Refusal.class);
        assertThat(new ReplyParser().parse("Half a", "content_filter")).isInstanceOf(TeacherReply.Refusal.class);
    }

    @Test
    void readsAVeryLongReplyWithoutTrouble() {
        String text = "who what ".repeat(100_000) + "**".repeat(50_000);
        assertThat(parse(text)).isNotNull();
    }
}
