package dev.scholium.run;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherIdentity;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/**
 * A teacher in this process whose answers a test decides.
 *
 * @param model its name in the recipe
 * @param answers what it says to a question
 */
record ScriptedTeacher(String model, Function<Question, Completion> answers) implements Teacher {

    @Override
    public TeacherIdentity identity() {
        return new TeacherIdentity(TeacherConfig.BUILT_IN, model, "");
    }

    @Override
    public Completion ask(Question question) {
        return answers.apply(question);
    }

    /** A runner that knows a teacher, and trains nothing. */
    static Runner runner(Teacher teacher) {
        return new Runner(
                new NoEngine(),
                Progress.none(),
                Map.of(teacher.identity().model(), teacher),
                Clock.systemUTC(),
                Map.of());
    }
}
