package dev.scholium.teacher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a request a connection and sends bytes as they are, which no well-behaved server would let pass. */
final class RawServer implements AutoCloseable {

    /** Sends a reply. */
    @FunctionalInterface
    interface Reply {
        void send(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();

    RawServer(Reply reply) {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(reply), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends text as it is and closes the connection. */
    static RawServer sending(String reply) {
        return new RawServer(socket -> socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return a reply with a JSON body and the right headers} */
    static String json(String body) {
        return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    int requests() {
        return requests.get();
    }

    private void serve(Reply reply) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> answer(socket, reply), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket, Reply reply) {
        try (socket) {
            readRequest(socket.getInputStream());
            requests.incrementAndGet();
            reply.send(socket);
            socket.getOutputStream().flush();
        } catch (IOException clientGone) {
            // it need not listen to all of this
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.write(next);
        }
        String lower = head.toString(StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length:");
        if (at >= 0) {
            in.readNBytes(Integer.parseInt(
                    lower.substring(at + 15, lower.indexOf('\r', at)).strip()));
        } else if (lower.contains("transfer-encoding: chunked")) {
            readChunks(in);
        }
    }

    private static void readChunks(InputStream in) throws IOException {
        StringBuilder tail = new StringBuilder();
        while (!tail.toString().endsWith("0\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            tail.append((char) next);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
