package dev.scholium.web.rate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens of a study's raters and of its owner. None is kept: each is computed (HMAC with SHA-256, 256 bits) from
 * one secret, in a file that only its owner may read. Without that file all links end.
 */
public final class StudyTokens {

    private static final int SECRET_BYTES = 32;

    private final byte[] secret;
    private final List<String> raters;

    private StudyTokens(byte[] secret, List<String> raters) {
        this.secret = secret;
        this.raters = raters;
    }

    /** Who shows a token. */
    public sealed interface Visitor {

        /** Who leads the study. */
        record Owner() implements Visitor {}

        /**
         * One of the raters.
         *
         * @param name of the study
         */
        record Rater(String name) implements Visitor {}
    }

    /**
     * Reads a study's secret, or makes one.
     *
     * @param file of the secret
     * @param raters the study's raters
     * @return their tokens
     * @throws ScholiumException if it cannot be read or written, or holds something else
     */
    public static StudyTokens of(Path file, List<String> raters) {
        if (Files.notExists(file)) {
            AtomicFile.write(file, StudyTokens::writeSecret);
        }
        try {
            String secret = Files.readString(file).strip();
            if (!secret.matches("[0-9a-f]{" + 2 * SECRET_BYTES + "}")) { // of a shorter one links could be guessed
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ": must hold the study's secret, " + 2 * SECRET_BYTES
                                + " hexadecimal digits, but holds something else; put it back from a copy, or delete"
                                + " it and send everybody a new link");
            }
            return new StudyTokens(secret.getBytes(StandardCharsets.US_ASCII), List.copyOf(raters));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static void writeSecret(Path file) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        PrivateFiles.createFile(file);
        Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
    }

    /**
     * Where a study's secret is.
     *
     * @param study the study's file
     * @return the file beside it: {@code rating.yaml} has {@code rating.secret}
     */
    public static Path fileOf(Path study) {
        return study.resolveSibling(String.valueOf(study.getFileName()).replaceFirst("\\.ya?ml$", "") + ".secret");
    }

    /** {@return the owner's token} */
    public String owner() {
        return token("owner");
    }

    /**
     * A rater's token.
     *
     * @param name of the study
     * @return the token
     */
    public String rater(String name) {
        return token("rater " + name);
    }

    /** {@return a name of the study's cookie, since cookies of one host are shared by all its ports} */
    String cookie() {
        return "scholium_" + token("cookie").substring(0, 8).replace('-', 'x');
    }

    /** Who a token belongs to; every comparison takes the same time whatever differs. */
    Optional<Visitor> visitor(String token) {
        Optional<Visitor> found = Optional.empty();
        if (same(owner(), token)) {
            found = Optional.of(new Visitor.Owner());
        }
        for (String name : raters) {
            if (same(rater(name), token)) {
                found = Optional.of(new Visitor.Rater(name));
            }
        }
        return found;
    }

    private static boolean same(String wanted, String shown) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private String token(String of) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
