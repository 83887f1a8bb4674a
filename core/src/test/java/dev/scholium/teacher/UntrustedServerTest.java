package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.scholium.doctor.Finding;
import dev.scholium.doctor.TeacherDoctor;
import dev.scholium.prompt.Prompt;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that certifies itself: no teacher is asked there, and the doctor says why. */
class UntrustedServerTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private HttpsServer server() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    @Test
    void isNotAskedAndTheDoctorSaysWhy() throws Exception {
        HttpsServer server = server();
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of(
                        "base_url", "https://127.0.0.1:" + server.getAddress().getPort() + "/v1", "model", "m"));
        try {
            ChatTeacher.of(config, Map.of(), Clock.systemUTC()).ask(Question.of(new Prompt("", "Why?")));
            throw new AssertionError("answered");
        } catch (TeacherFault fault) {
            assertThat(fault.kind()).isEqualTo(TeacherFault.Kind.UNREACHABLE);
            assertThat(fault.reason()).startsWith("the server's certificate is not accepted: ");
        }
        List<Finding> findings = new TeacherDoctor(Set.of(), Map.of(), Clock.systemUTC()).examine(config, false);
        server.stop(0);

        Finding last = findings.get(findings.size() - 1);
        assertThat(last.level()).isEqualTo(Finding.Level.PROBLEM);
        assertThat(last.subject()).isEqualTo("TLS");
        assertThat(last.found()).startsWith("the server's certificate is not accepted: ");
    }
}
