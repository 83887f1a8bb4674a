package dev.scholium.augment;

import dev.scholium.prompt.DemonstrationPool;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.RationaleKind;
import dev.scholium.teacher.Asker;

/** Where rationales come from. */
public sealed interface RationaleSource {

    /** {@return what sort of rationale it gives} */
    RationaleKind kind();

    /**
     * A teacher writes them.
     *
     * @param template what it is asked
     * @param demonstrations what it is shown before
     * @param asker asks it
     * @param agreement which of its rationales to use, where its reply names a label
     */
    record Taught(PromptTemplate template, DemonstrationPool demonstrations, Asker asker, TeacherAgreement agreement)
            implements RationaleSource {

        /**
         * Checks that agreement can be judged where it is required.
         *
         * @throws IllegalArgumentException if agreement is required of a template whose reply names no label
         */
        public Taught {
            if (agreement == TeacherAgreement.REQUIRED && !template.reply().namesLabel()) {
                throw new IllegalArgumentException(
                        "teacher_agreement: required needs a prompt whose reply names a label, such as"
                                + " reasoning-label-free, but the prompt is " + template.name());
            }
        }

        /**
         * All that a teacher writes by a template, with the template's own demonstrations.
         *
         * @param template what it is asked
         * @param asker asks it
         */
        public Taught(PromptTemplate template, Asker asker) {
            this(template, DemonstrationPool.written(template.demonstrations()), asker, TeacherAgreement.ANY);
        }

        @Override
        public RationaleKind kind() {
            return template.kind();
        }
    }

    /**
     * The data carry them: a person's, or another model's.
     *
     * @param column the column with the rationale
     * @param teacherLabelColumn the column with the label that its writer argues for; empty if there is none
     * @param agreement which of them to use
     */
    record Recorded(String column, String teacherLabelColumn, TeacherAgreement agreement) implements RationaleSource {

        /**
         * Checks that agreement can be judged where it is required.
         *
         * @throws IllegalArgumentException if there is no column, or agreement is required without a column of labels
         */
        public Recorded {
            if (column.isBlank()) {
                throw new IllegalArgumentException("a recorded rationale needs the name of its column");
            }
            if (agreement == TeacherAgreement.REQUIRED && teacherLabelColumn.isBlank()) {
                throw new IllegalArgumentException(
                        "teacher_agreement: required needs teacher_label_column, but there is none");
            }
        }

        @Override
        public RationaleKind kind() {
            return RationaleKind.RECORDED;
        }
    }
}
