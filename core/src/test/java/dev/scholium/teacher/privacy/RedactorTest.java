package dev.scholium.teacher.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {

    private static Redactor all() {
        return new Redactor(
                BuiltInPattern.words().stream().map(RedactionRule::builtIn).toList());
    }

    private static String redacted(Redactor redactor, String text) {
        return redactor.redact(new Prompt("", text)).prompt().user();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to Ann.Lee+nli@mail.example.co.uk.|Write to [EMAIL_1].",
                "Schreib an müller@bücher.example!|Schreib an [EMAIL_1]!",
                "Ann (+1 202 555 0100) walks.|Ann ([PHONE_1]) walks.",
                "Call +44 20 7946 0958 now.|Call [PHONE_1] now.",
                "Call +1 (555) 010-9999.|Call [PHONE_1].",
                "Call (555) 010-9999 or 555-010-9999.|Call [PHONE_1] or [PHONE_2].",
                "Tel. 0171 1234567, ask.|Tel. [PHONE_1], ask.",
                "See https://example.org/a?b=c&d=1. Then go.|See [URL_1]. Then go.",
                "At www.example.org/x, or ftp://host/file)|At [URL_1], or [URL_2])",
                "Pay to DE89 3704 0044 0532 0130 00 TODAY|Pay to [IBAN_1] TODAY",
                "Pay GB82WEST12345698765432.|Pay [IBAN_1].",
                "Card 4111 1111 1111 1111 ok|Card [CARD_1] ok",
                "Card 5500-0000-0000-0004.|Card [CARD_1].",
                "From 192.168.10.254 came|From [IP_1] came",
                "From 2001:db8::ff00:42:8329 and ::1.|From [IP_1] and [IP_2].",
                "Number 536-90-4399 it is|Number [SSN_1] it is",
            })
    void findsPrivateTextsByTheirLooks(String text, String expected) {
        assertThat(redacted(all(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "In 1914-1918 there were 1,000,000 of 12.345.678 men.",
                "On 2024-05-17 at 12:30:15 it rained; see 3:16-18.",
                "Pay DE89 3704 1044 1532 1130 01 today",
                "Card 4111 1111 1111 1112 fails",
                "Version 1.2.3 of 300.1.1.1 is old",
                "Numbers 000-12-3456, 666-12-3456, 987-65-4321 and 123-00-1234 are nobody's",
                "The ratio was 3:2 and C::method, face:bed",
                "It has 12 apples @ 3 dollars. www. is a prefix",
            })
    void leavesOtherTextsAlone(String text) {
        assertThat(redacted(all(), text)).isEqualTo(text);
    }

    @Test
    void equalTextsOfAPromptHaveOnePlaceholder() {
        Prompt prompt = new Prompt(
                "Be kind to a@b.org.",
                List.of(new Demonstration("c@d.org wrote", "to a@b.org")),
                "Premise: a@b.org\nHypothesis: e@f.org, c@d.org",
                null);

        assertThat(all().redact(prompt).prompt())
                .isEqualTo(new Prompt(
                        "Be kind to [EMAIL_1].",
                        List.of(new Demonstration("[EMAIL_2] wrote", "to [EMAIL_1]")),
                        "Premise: [EMAIL_1]\nHypothesis: [EMAIL_3], [EMAIL_2]",
                        null));
    }

    @Test
    void putsTheOriginalsBackWhereTheTeacherWrotePlaceholders() {
        RedactedPrompt redacted = all().redact(new Prompt("", "a@b.org and c@d.org, EMAIL_2, [email_3]"));

        assertThat(redacted.prompt().user()).isEqualTo("[EMAIL_1] and [EMAIL_4], EMAIL_2, [email_3]");
        assertThat(redacted.putBack("[EMAIL_1], [email_4], EMAIL_1 and EMAIL_2, [EMAIL_3], [EMAIL_14]"))
                .isEqualTo("a@b.org, c@d.org, a@b.org and EMAIL_2, [EMAIL_3], [EMAIL_14]");
        assertThat(redacted.toString()).isEqualTo("RedactedPrompt[2 private texts]");
    }

    @Test
    void escapesTheOriginalsInJson() {
        Redactor redactor = new Redactor(List.of(new RedactionRule("quote", "\"[^\"]*\"")));
        RedactedPrompt redacted =
                redactor.redact(new Prompt("", List.of(), "He said \"no\\way\".", new ReplySchema("rationale", "{}")));

        assertThat(redacted.putBack("{\"rationale\":\"He said [QUOTE_1].\"}"))
                .isEqualTo("{\"rationale\":\"He said \\\"no\\\\way\\\".\"}");
    }

    @Test
    void nothingThatARuleMatchesStays() {
        Redactor redactor =
                new Redactor(List.of(new RedactionRule("first", "ab+"), new RedactionRule("case", "bc\\d")));

        assertThat(redacted(redactor, "xabbc1 bc2")).isEqualTo("x[FIRST_1] [CASE_1]");
        assertThat(redacted(all(), "http://x.org/?mail=a@b.org&y=1 ")).isEqualTo("[URL_1] ");
    }

    @Test
    void countsByRule() {
        assertThat(all().count("a@b.org, c@d.org, 10.0.0.1"))
                .isEqualTo(Map.of("email", 2, "phone", 0, "url", 0, "iban", 0, "card", 0, "ip", 1, "ssn", 0));
    }

    /** {@code (a+)+$} takes a backtracking matcher 2^40 steps here. */
    @Test
    void anEvilPatternTakesLinearTime() {
        Redactor redactor = new Redactor(List.of(new RedactionRule("evil", "(a+)+c")));
        String text = "a".repeat(20_000) + "b";

        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(redacted(redactor, text)).isEqualTo(text));
    }

    @Test
    void aLongTextOfDigitsAndColonsTakesNotForever() {
        String text = "1:".repeat(20_000) + "1 ".repeat(20_000) + "a.".repeat(20_000);

        assertTimeout(Duration.ofSeconds(20), () -> redacted(all(), text));
    }

    @Test
    void refusesRulesThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedactionRule("e-mail", ""))
                .withMessage("redact: a name without a pattern must be one of [email, phone, url, iban, card, ip, ssn],"
                        + " but is \"e-mail\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedactionRule("Case", "x"))
                .withMessage("redact: a name must be lower case letters, digits and hyphens, but is \"Case\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedactionRule("case", "x*"))
                .withMessage("redact: the pattern of case must not match the empty text, but is x*");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedactionRule("case", "(?=x)y"))
                .withMessageStartingWith("redact: the pattern of case must be a regular expression of RE2 (no"
                        + " look-around, no back-references), but: ");
    }
}
