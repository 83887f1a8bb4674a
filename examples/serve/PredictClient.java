import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a served student for a label and a rationale: {@code java PredictClient.java URL}. */
public class PredictClient {

    private static final int ATTEMPTS = 5;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String url = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
        String body =
                """
                {"rows": [{"premise": "A dog runs.", "hypothesis": "An animal moves."}], "rationale": true}
                """;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/v1/predict"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        String token = System.getenv("SCHOLIUM_TOKEN");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() == 200) {
                System.out.println(reply.body());
                return;
            }
            if (reply.statusCode() != 429 || attempt == ATTEMPTS) {
                throw new IOException(reply.statusCode() + ": " + reply.body());
            }
            Thread.sleep(1000L * Long.parseLong(reply.headers().firstValue("Retry-After").orElse("1")));
        }
    }
}
