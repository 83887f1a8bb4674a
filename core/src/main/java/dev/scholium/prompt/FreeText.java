package dev.scholium.prompt;

import java.util.Optional;

/** The whole reply is the rationale. */
record FreeText() implements ReplyForm {

    private static final ReplyParser PARSER = new ReplyParser();

    @Override
    public boolean namesLabel() {
        return false;
    }

    @Override
    public String signature() {
        return "";
    }

    @Override
    public Optional<ReplySchema> schema(String name, LabelWords labels) {
        return Optional.empty();
    }

    @Override
    public String write(String rationale, String label, LabelWords labels) {
        return rationale;
    }

    @Override
    public TeacherReply read(String text, String finishReason, LabelWords labels) {
        return PARSER.parse(text, finishReason);
    }

    @Override
    public String reminder(LabelWords labels) {
        return "Answer in plain text.";
    }
}
