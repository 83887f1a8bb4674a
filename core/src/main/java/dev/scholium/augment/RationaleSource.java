package dev.scholium.augment;

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
     * @param asker asks it
     */
    record Taught(PromptTemplate template, Asker asker) implements RationaleSource {
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
