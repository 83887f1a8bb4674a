package dev.scholium.teacher.mock;

import dev.scholium.teacher.mock.MockFiles.MockFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * OpenAI's files: {@code POST /v1/files}, {@code GET} and {@code DELETE /v1/files/<id>}, {@code GET
 * /v1/files/<id>/content}.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/files">OpenAI's reference</a>
 */
final class FilesEndpoint implements MockEndpoint {

    private final MockFiles files;

    /**
     * An endpoint.
     *
     * @param files where they are kept
     */
    FilesEndpoint(MockFiles files) {
        this.files = files;
    }

    @Override
    public String path() {
        return "/v1/files";
    }

    @Override
    public MockReaction answer(MockCall call) {
        if (call.method().equals("POST") && call.path().equals(path())) {
            return upload(call);
        }
        String[] parts = call.path().substring(path().length()).split("/", -1);
        Optional<MockFile> file = parts.length > 1 ? files.find(parts[1]) : Optional.empty();
        if (file.isEmpty()) {
            return MockReaction.error(404, "invalid_request_error", "No such File object");
        }
        if (call.method().equals("DELETE")) {
            Map<String, Object> deleted = new LinkedHashMap<>();
            deleted.put("id", file.get().id());
            deleted.put("object", "file");
            deleted.put("deleted", files.delete(file.get().id()));
            return MockReaction.json(deleted);
        }
        if (parts.length > 2 && parts[2].equals("content")) {
            return new MockReaction.Respond(
                    200,
                    Map.of("content-type", "application/octet-stream"),
                    file.get().content());
        }
        return MockReaction.json(shown(file.get()));
    }

    private MockReaction upload(MockCall call) {
        String type = call.header("content-type").orElse("");
        int at = type.indexOf("boundary=");
        if (!type.startsWith("multipart/form-data") || at < 0) {
            return MockReaction.error(400, "invalid_request_error", "the body must be multipart/form-data");
        }
        String boundary = type.substring(at + "boundary=".length()).replace("\"", "");
        String purpose = "";
        String name = "";
        String content = "";
        for (String part : call.body().split("--" + Pattern.quote(boundary), -1)) {
            int blank = part.indexOf("\r\n\r\n");
            if (blank < 0) {
                continue;
            }
            String head = part.substring(0, blank);
            String body = part.substring(blank + 4, Math.max(blank + 4, part.length() - 2));
            if (head.contains("name=\"purpose\"")) {
                purpose = body;
            } else if (head.contains("name=\"file\"")) {
                content = body;
                name = head.replaceAll("(?s).*filename=\"([^\"]*)\".*", "$1");
            }
        }
        if (purpose.isEmpty() || name.isEmpty()) {
            return MockReaction.error(400, "invalid_request_error", "purpose and file must be given");
        }
        return MockReaction.json(shown(files.add(name, purpose, content)));
    }

    private static Map<String, Object> shown(MockFile file) {
        Map<String, Object> shown = new LinkedHashMap<>(); // an order that is the same in every JVM
        shown.put("id", file.id());
        shown.put("object", "file");
        shown.put("bytes", file.content().getBytes(StandardCharsets.UTF_8).length);
        shown.put("created_at", 0);
        shown.put("filename", file.name());
        shown.put("purpose", file.purpose());
        shown.put("status", "processed");
        return shown;
    }
}
