package dev.scholium.web.rate;

import dev.scholium.file.Sha256;
import dev.scholium.rate.Card;
import dev.scholium.rate.Plan;
import dev.scholium.rate.Question;
import dev.scholium.rate.RatedTurn;
import dev.scholium.rate.Study;
import dev.scholium.rate.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rater's screen shows; sources are not in it.
 *
 * @param study that is rated
 * @param rater who rates
 * @param turn what is shown
 * @param screens how many the rater has
 * @param done how many of them are done
 * @param rated what was answered here already
 */
public record RatePage(Study study, String rater, Turn turn, int screens, int done, Optional<RatedTurn> rated) {

    /**
     * A point of a scale, or a choice.
     *
     * @param value as it is sent
     * @param text as it is shown
     * @param name as it is read out
     * @param checked whether it was answered
     */
    public record Point(int value, String text, String name, boolean checked) {}

    static RatePage of(Plan plan, String rater, Map<Integer, RatedTurn> own, int place) {
        List<Turn> turns = plan.of(rater);
        return new RatePage(
                plan.study(),
                rater,
                turns.get(place),
                turns.size(),
                reached(turns.size(), own),
                Optional.ofNullable(own.get(place)));
    }

    /** The first place that is not done; the number of places when all are. */
    static int reached(int screens, Map<Integer, RatedTurn> own) {
        for (int place = 0; place < screens; place++) {
            RatedTurn rated = own.get(place);
            if (rated == null || rated.doneAt().isEmpty()) {
                return place;
            }
        }
        return screens;
    }

    /** {@return what the screen is about} */
    public String title() {
        return turn.kind() == Turn.Kind.PRACTICE
                ? "Practice " + (turn.place() + 1) + " of " + study.practice().size()
                : "Row " + (turn.place() + 1 - study.practice().size()) + " of "
                        + (screens - study.practice().size());
    }

    /** {@return the rationales in the order of the screen} */
    public List<String> rationales() {
        List<String> texts = new ArrayList<>(
                turn.card().rationales().stream().map(Card.Written::text).toList());
        if (turn.swapped()) {
            Collections.reverse(texts);
        }
        return texts;
    }

    /** {@return the guidelines in paragraphs} */
    public List<String> guidelines() {
        return study.guidelines().lines().filter(line -> !line.isBlank()).toList();
    }

    /** {@return whether two rationales are compared} */
    public boolean pairs() {
        return study.form() == Study.Form.PAIRS;
    }

    /**
     * What a question can be answered with.
     *
     * @param question of the study
     * @return the points in order
     */
    public List<Point> points(Question question) {
        int given = rated.map(RatedTurn::answers)
                .map(answers -> answers.getOrDefault(question.name(), -1))
                .orElse(-1);
        int shown = given < 0 ? given : turn.turned(given);
        List<Point> points = new ArrayList<>();
        for (int value = 1; value <= study.largest(); value++) {
            String text = pairs() ? List.of("First", "Second", "Neither").get(value - 1) : String.valueOf(value);
            String name = pairs() || (value > 1 && value < study.largest())
                    ? text
                    : text + ", " + (value == 1 ? question.low() : question.high());
            points.add(new Point(value, text, name, value == shown));
        }
        points.add(new Point(0, "Cannot judge", "Cannot judge", shown == 0));
        return points;
    }

    /** {@return names what waits in the browser to be stored: this rater's answers to this study} */
    public String queue() {
        return queue(study, rater);
    }

    static String queue(Study study, String rater) {
        return Sha256.of(study + "\n" + rater);
    }

    /** {@return the comment written here already} */
    public String comment() {
        return rated.map(RatedTurn::comment).orElse("");
    }
}
