package dev.scholium.augment.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "New hypothesis: A dog runs.|A dog runs.",
                "The rewritten sentence: \"A dog runs.\"|A dog runs.",
                "A dog runs.|A dog runs.",
                "\"A\" is \"B\"|\"A\" is \"B\"",
                "Hypothesis:|Hypothesis:",
            })
    void dropsNamesAndQuotesAroundTheText(String reply, String text) {
        assertThat(NewText.of(reply)).isEqualTo(text);
    }
}
