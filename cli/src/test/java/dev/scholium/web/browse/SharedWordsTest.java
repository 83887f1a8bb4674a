package dev.scholium.web.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.web.browse.SharedWords.Piece;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SharedWordsTest {

    private static SharedWords words(String premise, String hypothesis) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", premise);
        fields.put("hypothesis", hypothesis);
        return new SharedWords(fields);
    }

    @Test
    void saysInWhichFieldsAWordIs() {
        assertThat(words("Mara sold the red kite.", "A kite was green.")
                        .mark("Mara's kite, the old one, was not green."))
                .containsExactly(
                        new Piece("Mara's", "first"),
                        new Piece(" ", ""),
                        new Piece("kite", "both"),
                        new Piece(", the old one, was not ", ""),
                        new Piece("green", "second"),
                        new Piece(".", ""));
    }

    @Test
    void losesNoCharacterOfAText() {
        String text = "<b>Kite</b> — \u202ekite\u0000 étoile 3.5 % kite";

        List<Piece> pieces = words("kite étoile", "").mark(text);

        assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(pieces).filteredOn(piece -> !piece.mark().isEmpty()).hasSize(4);
        assertThat(words("kite", "").mark("")).isEmpty();
        assertThat(new SharedWords(Map.of()).mark("kite")).containsExactly(new Piece("kite", ""));
    }
}
