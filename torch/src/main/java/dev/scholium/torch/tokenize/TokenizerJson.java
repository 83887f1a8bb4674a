package dev.scholium.torch.tokenize;

import dev.scholium.file.Json;
import dev.scholium.torch.tokenize.SentencePieceModel.Piece;
import dev.scholium.torch.tokenize.SentencePieceModel.PieceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a unigram vocabulary as the {@code tokenizer.json} that t5-small's folder holds: words split at white space,
 * each with U+2581 before it, {@code </s>} at the end, 100 sentinels after the pieces.
 */
final class TokenizerJson {

    static final String PAD = "<pad>";
    static final String EOS = "</s>";
    static final String UNK = "<unk>";

    /** How many sentinels T5's vocabularies have, for the blanks of its pre-training (Raffel et al. 2020). */
    static final int SENTINELS = 100;

    /** Stands for a blank in sentencepiece. */
    static final char BLANK = '\u2581';

    private TokenizerJson() {}

    /**
     * The pieces with sentinels after them, the last sentinel first, unless they have their own.
     *
     * @param pieces of a vocabulary
     * @param sentinels how many: {@link #SENTINELS} for a T5, 0 for an mT5
     * @return all pieces in the order of their ids
     */
    static List<Piece> withSentinels(List<Piece> pieces, int sentinels) {
        List<Piece> all = new ArrayList<>(pieces);
        if (pieces.stream().noneMatch(piece -> piece.text().equals(sentinel(0)))) {
            for (int i = sentinels - 1; i >= 0; i--) {
                all.add(new Piece(sentinel(i), 0, PieceType.CONTROL));
            }
        }
        return all;
    }

    static String sentinel(int number) {
        return "<extra_id_" + number + ">";
    }

    /**
     * The file's text.
     *
     * @param pieces in the order of their ids; {@code </s>} and one unknown piece among them
     * @param charsmap sentencepiece's normalisation rules in base64; empty for none
     * @return one line of JSON
     */
    static String write(List<Piece> pieces, String charsmap) {
        List<Object> added = new ArrayList<>();
        List<List<Object>> vocabulary = new ArrayList<>();
        int unknown = 0;
        int end = 0;
        boolean bytes = false;
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            vocabulary.add(List.of(piece.text(), piece.score()));
            switch (piece.type()) {
                case CONTROL -> added.add(addedToken(id, piece.text(), true));
                case USER_DEFINED -> added.add(addedToken(id, piece.text(), false));
                case UNKNOWN -> {
                    added.add(addedToken(id, piece.text(), true));
                    unknown = id;
                }
                case BYTE -> bytes = true;
                default -> {}
            }
            end = piece.text().equals(EOS) ? id : end;
        }
        Map<String, Object> metaspace =
                ordered("type", "Metaspace", "replacement", "" + BLANK, "prepend_scheme", "always", "split", true);
        return Json.line(ordered(
                "version",
                "1.0",
                "truncation",
                null,
                "padding",
                null,
                "added_tokens",
                added,
                "normalizer",
                charsmap.isEmpty() ? null : ordered("type", "Precompiled", "precompiled_charsmap", charsmap),
                "pre_tokenizer",
                ordered("type", "Sequence", "pretokenizers", List.of(ordered("type", "WhitespaceSplit"), metaspace)),
                "post_processor",
                template(end),
                "decoder",
                bytes
                        ? ordered("type", "Sequence", "decoders", List.of(ordered("type", "ByteFallback"), metaspace))
                        : metaspace,
                "model",
                ordered("type", "Unigram", "unk_id", unknown, "vocab", vocabulary, "byte_fallback", bytes)));
    }

    static Map<String, Object> template(int end) {
        Object a = ordered("Sequence", ordered("id", "A", "type_id", 0));
        Object b = ordered("Sequence", ordered("id", "B", "type_id", 0));
        Object eos = ordered("SpecialToken", ordered("id", EOS, "type_id", 0));
        return ordered(
                "type",
                "TemplateProcessing",
                "single",
                List.of(a, eos),
                "pair",
                List.of(a, eos, b, eos),
                "special_tokens",
                ordered(EOS, ordered("id", EOS, "ids", List.of(end), "tokens", List.of(EOS))));
    }

    private static Map<String, Object> addedToken(int id, String text, boolean special) {
        return addedToken(id, text, special, false);
    }

    static Map<String, Object> addedToken(int id, String text, boolean special, boolean takesBlanks) {
        return ordered(
                "id",
                id,
                "content",
                text,
                "single_word",
                false,
                "lstrip",
                takesBlanks,
                "rstrip",
                takesBlanks,
                "normalized",
                false,
                "special",
                special);
    }

    static Map<String, Object> ordered(@org.jspecify.annotations.Nullable Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
