package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.web.EventStream;
import dev.scholium.web.batch.QuestionListener;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One row's answer as events: {@code label} with the probabilities, {@code rationale} with a piece of text each, and
 * {@code end} with what a reply that is not streamed would be; {@code error} in its place if there is none.
 */
final class StreamedAnswer implements QuestionListener {

    private final Reply reply;
    private final boolean withRationale;
    private final EventStream events;
    private final Runnable firstPiece;
    private String sent = "";

    /**
     * An answer of which nothing is known.
     *
     * @param reply says what answers look like
     * @param withRationale whether it was asked for
     * @param events to the caller
     * @param firstPiece is run when the first piece of the rationale is sent
     */
    StreamedAnswer(Reply reply, boolean withRationale, EventStream events, Runnable firstPiece) {
        this.reply = reply;
        this.withRationale = withRationale;
        this.events = events;
        this.firstPiece = firstPiece;
    }

    @Override
    public void labelled(List<Double> labelProbabilities, String scoredLabel) {
        events.send("label", Json.line(reply.label(labelProbabilities, scoredLabel)));
    }

    @Override
    public void written(Supplier<String> output) {
        if (withRationale) {
            piece(reply.student().task().rationaleSoFar(output.get()));
        }
    }

    /** Sends what a rationale has more than was sent. */
    private void piece(String rationale) {
        if (rationale.length() > sent.length() && rationale.startsWith(sent)) {
            if (sent.isEmpty()) {
                firstPiece.run();
            }
            events.send("rationale", Json.line(Map.of("text", rationale.substring(sent.length()))));
            sent = rationale;
        }
    }

    /**
     * Sends the rest of the rationale and the end.
     *
     * @param answer the whole one
     */
    void end(StudentAnswer answer) {
        if (withRationale) {
            piece(reply.rationale(answer));
        }
        events.send("end", Json.line(reply.whole(List.of(answer), withRationale)));
    }

    /**
     * Says why there is no end.
     *
     * @param message one line
     */
    void fail(String message) {
        events.send("error", Json.line(Map.of("error", message)));
    }
}
