package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.file.ResourceText;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of a server: {@code openapi.json} of this package, with the limits, models and fields that hold
 * for it.
 *
 * @param limits what a request may ask for
 */
record OpenApi(ServeLimits limits) {

    /** A character that {@link Character#isWhitespace} denies; what blanks are differs among languages. */
    private static final String NOT_BLANK =
            "[^\\u0009-\\u000D\\u001C-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200A" + "\\u2028\\u2029\\u205F\\u3000]";

    /**
     * The document.
     *
     * @param students that answer; fields are named where all of them read the same
     * @return JSON
     */
    String document(List<ServedStudent> students) {
        ObjectNode document = (ObjectNode) Json.mapper().readTree(template());
        ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
        ObjectNode request = (ObjectNode) schemas.path("Request").path("properties");
        ((ObjectNode) request.path("rows")).put("maxItems", limits.rows());
        ((ObjectNode) request.path("deadline_ms")).put("maximum", limits.deadlineMs());
        students.forEach(student ->
                ((ObjectNode) request.path("model")).withArray("enum").add(student.name()));
        ((ObjectNode) request.path("model")).withArray("enum").addNull();
        List<String> fields = students.get(0).task().fields();
        if (students.stream().allMatch(student -> student.task().fields().equals(fields))) {
            describe((ObjectNode) schemas.path("Row"), fields);
        }
        return document.toString();
    }

    private void describe(ObjectNode row, List<String> fields) {
        ObjectNode properties = row.putObject("properties");
        for (String field : fields) {
            row.withArray("required").add(field);
            properties
                    .putObject(field)
                    .put("type", "string")
                    .put("maxLength", limits.textCharacters())
                    .put("pattern", NOT_BLANK);
        }
        row.putObject("additionalProperties").putArray("type").add("string").add("null");
    }

    private static String template() {
        return ResourceText.of(OpenApi.class, "openapi.json");
    }
}
