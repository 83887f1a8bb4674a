package dev.scholium.browse;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An object of JSON as texts by name, in its order. */
final class Texts {

    private Texts() {}

    static Map<String, String> of(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(
                        member.getKey(),
                        member.getValue().isString()
                                ? member.getValue().asString("")
                                : member.getValue().toString()));
        return texts;
    }
}
