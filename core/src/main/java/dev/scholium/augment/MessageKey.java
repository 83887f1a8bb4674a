package dev.scholium.augment;

import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherIdentity;

/** A key of what was said, whoever was asked, with whatever settings and how often. */
final class MessageKey {

    private static final TeacherIdentity ANYBODY = new TeacherIdentity("", "", "");

    private MessageKey() {}

    /** {@return the key of a prompt's system message and question; demonstrations and schemas aside} */
    static RequestHash of(Prompt prompt) {
        return of(prompt.system(), prompt.user());
    }

    /** {@return the same of the two texts} */
    static RequestHash of(String system, String user) {
        return RequestHash.of(ANYBODY, Question.of(new Prompt(system, user)));
    }
}
