package dev.scholium.torch.tokenize;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.torch.tokenize.SentencePieceModel.Piece;
import dev.scholium.torch.tokenize.SentencePieceModel.PieceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes a vocabulary from training text, for a student that begins with random weights.
 *
 * <p>The pieces are found by byte pair encoding over words (Sennrich et al. 2016) and weighted by how often they occur,
 * and are written as a unigram vocabulary: so the file has the very form of T5's own, and whatever reads a T5's
 * tokenizer reads it. Equal texts give equal vocabularies. Every character of the texts is covered; text is not
 * normalised.
 *
 * @see <a href="https://arxiv.org/abs/1508.07909">Sennrich et al. 2016, section 3.2</a>
 */
public final class VocabularyBuilder {

    /** Longer words are covered character by character: they are addresses and noise. */
    private static final int MAX_WORD = 64;

    /** Weight of a character that occurs only inside longer pieces: half an occurrence. */
    private static final double RARE = 0.5;

    /** A tokenizer takes these out of a text before it looks for pieces. */
    private static final Pattern SPECIAL_TEXT = Pattern.compile("<pad>|</s>|<unk>|<extra_id_[0-9]{1,2}>");

    private static final List<Piece> SPECIAL = List.of(
            new Piece(TokenizerJson.PAD, 0, PieceType.CONTROL),
            new Piece(TokenizerJson.EOS, 0, PieceType.CONTROL),
            new Piece(TokenizerJson.UNK, 0, PieceType.UNKNOWN));

    private final Map<String, Long> words = new TreeMap<>();
    private final Map<String, Long> longWords = new TreeMap<>();

    /** A builder that has seen no text yet. */
    public VocabularyBuilder() {}

    /**
     * Counts a text's words.
     *
     * @param text any text
     */
    public void add(String text) {
        String wellFormed =
                SPECIAL_TEXT.matcher(NativeTokenizer.wellFormed(text)).replaceAll(" ");
        int from = 0;
        for (int i = 0; i <= wellFormed.length(); i++) {
            if (i == wellFormed.length() || isBlank(wellFormed.charAt(i))) {
                if (i > from) {
                    String word = TokenizerJson.BLANK + wellFormed.substring(from, i);
                    (word.length() <= MAX_WORD ? words : longWords).merge(word, 1L, Long::sum);
                }
                from = i + 1;
            }
        }
    }

    /** Unicode's White_Space, at which tokenizers split, and sentencepiece's sign for a blank. */
    private static boolean isBlank(char c) {
        return (Character.isWhitespace(c) && (c < 0x1c || c > 0x1f))
                || Character.isSpaceChar(c)
                || c == 0x85
                || c == TokenizerJson.BLANK;
    }

    /**
     * The vocabulary of all texts so far.
     *
     * @param vocabularySize how many ids at most, T5's 3 special tokens and 100 sentinels included; fewer when the text
     *     has no more pieces that occur twice
     * @return a tokenizer over it, to be closed by the caller
     * @throws ScholiumException if there is not even room for every character
     */
    public T5Tokenizer build(int vocabularySize) {
        TreeMap<Integer, Long> characters = new TreeMap<>();
        characters.put((int) TokenizerJson.BLANK, 0L);
        for (String word : words.keySet()) {
            word.codePoints().forEach(c -> characters.putIfAbsent(c, 0L));
        }
        longWords.forEach((word, count) -> word.codePoints().forEach(c -> characters.merge(c, count, Long::sum)));
        int reserved = SPECIAL.size() + TokenizerJson.SENTINELS;
        if (characters.size() + reserved > vocabularySize) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "vocabulary_size must be at least " + (characters.size() + reserved) + ", for "
                            + characters.size() + " characters of the training text and " + reserved
                            + " special tokens, but is " + vocabularySize);
        }
        PairMerges merges = new PairMerges(words, List.copyOf(characters.keySet()));
        merges.run(vocabularySize - reserved);
        return T5Tokenizer.of(pieces(merges, characters));
    }

    private static List<Piece> pieces(PairMerges merges, Map<Integer, Long> inLongWords) {
        Map<String, Long> counts = merges.pieceCounts();
        inLongWords.forEach((c, count) -> counts.merge(Character.toString(c), count, Long::sum));
        double total =
                counts.values().stream().mapToDouble(c -> Math.max(c, RARE)).sum();
        List<Piece> pieces = new ArrayList<>();
        counts.forEach((text, count) ->
                pieces.add(new Piece(text, Math.log(Math.max(count, RARE) / total), PieceType.NORMAL)));
        pieces.sort(Comparator.comparingDouble(Piece::score).reversed().thenComparing(Piece::text));
        List<Piece> all = new ArrayList<>(SPECIAL);
        all.addAll(pieces);
        return all;
    }
}
