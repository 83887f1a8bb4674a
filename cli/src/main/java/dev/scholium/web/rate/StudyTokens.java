package dev.scholium.web.rate;

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
     */
    public static StudyTokens of(Path file, List<String> raters) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                byte[] fresh = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(fresh);
                PrivateFiles.createFile(file);
                Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n");
            }
            return new StudyTokens(
                    Files.readString(file).strip().getBytes(StandardCharsets.US_ASCII), List.copyOf(raters));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
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
