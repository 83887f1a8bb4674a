package dev.scholium.torch.hub;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One file of a repository on its way into the cache's {@code blobs}: begun where an earlier download stopped, checked
 * by the hash that is its name, and in place only when whole.
 *
 * @param etag the file's name among the blobs: SHA-256 of a large file, Git's hash of a small one
 * @param size in bytes
 * @param blobs the folder
 */
record HubFile(String etag, long size, Path blobs) {

    /** Git's hash and SHA-256, by their length in hexadecimal digits. */
    private static final int GIT_DIGITS = 40;

    private static final int SHA256_DIGITS = 64;
    private static final int CHUNK = 1 << 16;

    /** Gives the bytes of the file from one on. */
    @FunctionalInterface
    interface Source {
        HubClient.Answer from(long first);
    }

    Path path() {
        return blobs.resolve(etag);
    }

    /**
     * Downloads what is missing.
     *
     * @param name for messages
     * @param source where the bytes come from
     * @param progress advances by bytes
     * @throws ScholiumException if the disk is too small, another process is at it, the connection breaks, or what came
     *     is not what was announced
     */
    void download(String name, Source source, Progress progress) {
        if (Files.exists(path())) {
            progress.advance(size);
            return;
        }
        Path part = blobs.resolve(etag + ".incomplete");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw failure(name, "another process is downloading it; wait for it");
            }
            if (channel.size() > size) {
                channel.truncate(0);
            }
            if (Files.getFileStore(blobs).getUsableSpace() < size - channel.size()) {
                throw failure(
                        name,
                        "needs " + (size - channel.size()) + " bytes, but the disk has "
                                + Files.getFileStore(blobs).getUsableSpace());
            }
            fill(channel, source, progress);
            if (channel.size() != size) {
                throw failure(
                        name,
                        "must have " + size + " bytes, but the connection ended after " + channel.size()
                                + "; run the same command again to go on");
            }
            channel.force(true);
            check(name, part);
            Files.move(part, path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, part + ": " + e.getMessage() + "; run the same command again to go on", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    private void fill(FileChannel channel, Source source, Progress progress) throws IOException {
        if (channel.size() == size) {
            return;
        }
        try (HubClient.Answer answer = source.from(channel.size())) {
            channel.position(answer.status() == 206 ? channel.size() : 0);
            if (channel.position() == 0) {
                channel.truncate(0); // the server sends all of it
            }
            progress.advance(channel.position());
            copy(answer.body(), Channels.newOutputStream(channel), size - channel.position(), progress);
        }
    }

    private static void copy(InputStream in, OutputStream out, long most, Progress progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = most;
        while (left > 0) {
            int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                return;
            }
            out.write(chunk, 0, read);
            left -= read;
            progress.advance(read);
        }
    }

    private void check(String name, Path part) throws IOException {
        boolean git = etag.matches("[0-9a-f]{" + GIT_DIGITS + "}");
        if (!git && !etag.matches("[0-9a-f]{" + SHA256_DIGITS + "}")) {
            return; // another server's tag: no hash of the content
        }
        String found = hash(part, git);
        if (!found.equals(etag)) {
            Files.delete(part);
            throw failure(
                    name,
                    "must have the hash " + etag + ", but what came has " + found
                            + "; it was deleted, run the same command again");
        }
    }

    private String hash(Path file, boolean git) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(git ? "SHA-1" : "SHA-256");
            if (git) {
                digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1 and SHA-256", e);
        }
    }

    private static ScholiumException failure(String name, String problem) {
        return new ScholiumException(ExitCode.FAILED, name + ": " + problem);
    }
}
