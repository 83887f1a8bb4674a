package dev.scholium.web.rate;

import dev.scholium.file.Json;
import dev.scholium.rate.Plan;
import dev.scholium.rate.Question;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Turn;
import dev.scholium.web.WebRefusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One change that a rater's page sends; the same one twice is the same as once. */
final class SaveRequest {

    private static final int LONGEST_COMMENT = 4_000;
    private static final double LONGEST_SECONDS = 3_600;

    private final JsonNode body;
    private final Plan plan;

    SaveRequest(byte[] body, Plan plan) {
        try {
            this.body = Json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new WebRefusal(400, "the body must be an object of JSON, but is not");
        }
        this.plan = plan;
    }

    /**
     * Checks that the page that sent the change is of the rater who is here: another link may have been opened in the
     * same browser since.
     *
     * @param own name of the rater's own queue
     * @throws WebRefusal if it is another rater's, or another study's
     */
    void requireQueue(String own) {
        if (!body.path("queue").asString("").equals(own)) {
            throw new WebRefusal(409, "this page is another rater's; open your link again");
        }
    }

    /**
     * Keeps the change.
     *
     * @param rater who made it
     * @param reached the rater's first place that is not done: none beyond it is taken
     * @param store where answers are kept
     * @return the turn that it was about
     * @throws WebRefusal if something is out of range
     */
    Turn keep(String rater, int reached, RatingStore store) {
        List<Turn> turns = plan.of(rater);
        int place = body.path("place").asInt(-1);
        if (place < 0 || place >= turns.size() || place > reached) {
            throw new WebRefusal(400, "place must be in [0, " + reached + "], but is " + place);
        }
        String id = body.path("id").asString("");
        if (!id.matches("[0-9a-z-]{1,64}")) {
            throw new WebRefusal(400, "id must be 1 to 64 of 0-9, a-z and -");
        }
        Turn turn = turns.get(place);
        store.once(rater, id, () -> keep(rater, turn, store));
        return turn;
    }

    private void keep(String rater, Turn turn, RatingStore store) {
        int place = turn.place();
        double seconds = body.path("seconds").asDouble(0);
        if (seconds > 0) {
            store.spend(rater, place, Math.min(seconds, LONGEST_SECONDS));
        }
        if (body.has("question")) {
            store.answer(rater, place, question(), value(turn));
        }
        if (body.has("comment")) {
            String comment = body.path("comment").asString("");
            if (comment.length() > LONGEST_COMMENT) {
                throw new WebRefusal(
                        400,
                        "a comment must have at most " + LONGEST_COMMENT + " characters, but has " + comment.length());
            }
            store.comment(rater, place, comment);
        }
        if (body.path("done").asBoolean(false)) {
            int answered = Optional.ofNullable(store.of(rater).get(place))
                    .map(rated -> rated.answers().size())
                    .orElse(0);
            if (answered < plan.study().questions().size()) {
                throw new WebRefusal(400, "every question must be answered before the next row");
            }
            store.done(rater, place);
        }
    }

    private String question() {
        String name = body.path("question").asString("");
        if (plan.study().questions().stream().map(Question::name).noneMatch(name::equals)) {
            throw new WebRefusal(400, "question must be one of the study's");
        }
        return name;
    }

    private OptionalInt value(Turn turn) {
        if (body.path("value").isNull()) {
            return OptionalInt.empty();
        }
        int value = body.path("value").asInt(-1);
        if (value < 0 || value > plan.study().largest()) {
            throw new WebRefusal(400, "value must be in [0, " + plan.study().largest() + "], but is " + value);
        }
        return OptionalInt.of(turn.turned(value));
    }
}
