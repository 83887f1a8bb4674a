package dev.scholium.torch.tokenize;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.torch.tokenize.ProtoReader.MalformedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A unigram vocabulary of sentencepiece, as {@code spiece.model} holds it.
 *
 * @param pieces in the order of their ids
 * @param charsmap sentencepiece's compiled normalisation rules in base64; empty when the text is taken as it is
 * @see <a href="https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto">the format</a>
 */
record SentencePieceModel(List<Piece> pieces, String charsmap) {

    /** Vocabularies in use have up to 256,000 pieces in 5 MB. */
    private static final long MAX_BYTES = 64L << 20;

    private static final int UNIGRAM = 1;

    SentencePieceModel {
        pieces = List.copyOf(pieces);
    }

    /** What a piece is for, by sentencepiece's numbers. */
    enum PieceType {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    /**
     * One entry of the vocabulary.
     *
     * @param text the piece, with U+2581 for a blank
     * @param score logarithm of its probability
     * @param type what it is for
     */
    record Piece(String text, double score, PieceType type) {}

    /**
     * Reads a {@code spiece.model}.
     *
     * @param file which
     * @return the vocabulary
     * @throws ScholiumException if the file cannot be read or is no unigram model
     */
    static SentencePieceModel read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw malformed(file, "it has more than " + MAX_BYTES + " bytes");
            }
            return parse(file, Files.readAllBytes(file));
        } catch (MalformedMessage e) {
            throw malformed(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static SentencePieceModel parse(Path file, byte[] bytes) throws MalformedMessage {
        List<Piece> pieces = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        String charsmap = "";
        int algorithm = UNIGRAM;
        ProtoReader model = new ProtoReader(bytes);
        while (model.next()) {
            if (model.is(1, ProtoReader.LENGTH)) {
                Piece piece = piece(file, model.message(), pieces.size());
                if (!texts.add(piece.text())) {
                    throw malformed(file, "piece " + pieces.size() + " comes twice: \"" + piece.text() + "\"");
                }
                pieces.add(piece);
            } else if (model.is(2, ProtoReader.LENGTH)) {
                algorithm = algorithm(model.message());
            } else if (model.is(3, ProtoReader.LENGTH)) {
                charsmap = charsmap(model.message());
            } else {
                model.skip();
            }
        }
        if (algorithm != UNIGRAM) {
            throw malformed(file, "its model type must be 1 (unigram), but is " + algorithm);
        }
        if (pieces.isEmpty()) {
            throw malformed(file, "it has no pieces");
        }
        return new SentencePieceModel(pieces, charsmap);
    }

    private static Piece piece(Path file, ProtoReader message, int id) throws MalformedMessage {
        String text = "";
        double score = 0;
        long type = 1;
        while (message.next()) {
            if (message.is(1, ProtoReader.LENGTH)) {
                text = message.text();
            } else if (message.is(2, ProtoReader.FIXED32)) {
                score = message.fixed32();
            } else if (message.is(3, ProtoReader.VARINT)) {
                type = message.varint();
            } else {
                message.skip();
            }
        }
        if (text.isEmpty() || !Double.isFinite(score) || type < 1 || type > PieceType.values().length) {
            throw malformed(
                    file,
                    "piece " + id + " must have a text, a finite score and a type from 1 to 6, but has \"" + text
                            + "\", " + score + " and " + type);
        }
        return new Piece(text, score, PieceType.values()[(int) type - 1]);
    }

    private static int algorithm(ProtoReader trainerSpec) throws MalformedMessage {
        int algorithm = UNIGRAM;
        while (trainerSpec.next()) {
            if (trainerSpec.is(3, ProtoReader.VARINT)) {
                algorithm = (int) trainerSpec.varint();
            } else {
                trainerSpec.skip();
            }
        }
        return algorithm;
    }

    private static String charsmap(ProtoReader normalizerSpec) throws MalformedMessage {
        String charsmap = "";
        while (normalizerSpec.next()) {
            if (normalizerSpec.is(2, ProtoReader.LENGTH)) {
                charsmap = Base64.getEncoder().encodeToString(normalizerSpec.bytes());
            } else {
                normalizerSpec.skip();
            }
        }
        return charsmap;
    }

    /** {@return whether what has no piece is spelt in bytes} */
    boolean hasBytes() {
        return pieces.stream().anyMatch(piece -> piece.type() == PieceType.BYTE);
    }

    private static ScholiumException malformed(Path file, String problem) {
        return new ScholiumException(
                ExitCode.FAILED, file + ": is not a sentencepiece unigram model that can be read: " + problem);
    }
}
