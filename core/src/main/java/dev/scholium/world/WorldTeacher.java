package dev.scholium.world;

import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.TeacherIdentity;

/**
 * A teacher in this process that knows the small world; its answer depends on the prompt alone.
 *
 * <p>Recipes name it by {@code teacher: {provider: built-in, model: world}}.
 */
public final class WorldTeacher implements Teacher {

    /** The model name by which recipes ask for it. */
    public static final String MODEL = "world";

    /** A teacher; all are alike. */
    public WorldTeacher() {}

    @Override
    public TeacherIdentity identity() {
        return new TeacherIdentity("built-in", MODEL, "");
    }

    @Override
    public Completion ask(Question question) {
        return Completion.of(
                MODEL,
                WorldAnswers.answer(question.prompt().user()).orElse("I'm sorry, but I know nothing about that."));
    }
}
