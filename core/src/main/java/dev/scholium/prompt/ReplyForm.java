package dev.scholium.prompt;

import java.util.Optional;

/** How a teacher must write its reply: shapes the prompt, writes demonstrations, and reads completions. Immutable. */
public sealed interface ReplyForm permits FreeText, LabelledText, JsonReply, JudgementReply {

    /** Why a reply was not read that has another form than asked for. */
    String WRONG_FORM = "not in the form asked for";

    /** {@return whether the reply names the label that the teacher itself finds} */
    boolean namesLabel();

    /** {@return everything about the form that shapes a prompt or a demonstration, as one text; empty for free text} */
    String signature();

    /**
     * The JSON Schema of the reply.
     *
     * @param name of the schema
     * @param labels the words for the task's labels
     * @return the schema; empty unless the reply is JSON
     */
    Optional<ReplySchema> schema(String name, LabelWords labels);

    /**
     * What a good reply looks like.
     *
     * @param rationale one paragraph
     * @param label name of the label that it argues for
     * @param labels the words for the task's labels
     * @return a reply that {@link #read} reads back
     * @throws IllegalArgumentException if the form holds more than a rationale and a label
     */
    String write(String rationale, String label, LabelWords labels);

    /**
     * Reads a completion.
     *
     * @param text the teacher's text, as it came
     * @param finishReason why the teacher stopped: {@code stop}, {@code length}, {@code content_filter}, or anything
     * @param labels the words for the task's labels
     * @return a rationale, a refusal, or what is wrong
     */
    TeacherReply read(String text, String finishReason, LabelWords labels);

    /**
     * How to answer, said again to a teacher whose reply was of another form.
     *
     * @param labels the words for the task's labels
     * @return one sentence
     */
    String reminder(LabelWords labels);
}
