package dev.scholium.teacher.mock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the one model there is: {@code GET /v1/models}. */
final class ModelsEndpoint implements MockEndpoint {

    @Override
    public String path() {
        return "/v1/models";
    }

    @Override
    public MockReaction answer(MockCall call) {
        Map<String, Object> model = new LinkedHashMap<>(); // an order that is the same in every JVM
        model.put("id", "mock-teacher");
        model.put("object", "model");
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("object", "list");
        list.put("data", List.of(model));
        return MockReaction.json(list);
    }
}
