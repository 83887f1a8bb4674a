package dev.scholium.prompt;

/** What a teacher's completion says: a rationale, a judgement on one, a refusal, or nothing that can be used. */
public sealed interface TeacherReply {

    /**
     * A rationale.
     *
     * @param rationale one paragraph, never blank
     * @param teacherLabel the label that the teacher argues for; empty if its reply names none
     */
    record Answer(String rationale, String teacherLabel) implements TeacherReply {

        /**
         * A rationale whose label the teacher was not asked for.
         *
         * @param rationale one paragraph, never blank
         */
        public Answer(String rationale) {
            this(rationale, "");
        }
    }

    /**
     * What a judge makes of a rationale; no other template than {@link PromptTemplates#judge} leads to one.
     *
     * @param faithfulness how far all that the rationale says holds, from 1 to 5
     * @param usefulness how far it helps to decide, from 1 to 5
     * @param label the label that it argues for; empty if it argues for none
     */
    record Judgement(int faithfulness, int usefulness, String label) implements TeacherReply {}

    /**
     * The teacher declined to answer.
     *
     * @param reason a few words, for the list of rejected rows
     */
    record Refusal(String reason) implements TeacherReply {}

    /**
     * A completion without a usable rationale.
     *
     * @param reason a few words that rows share, for the list of rejected rows
     * @param error what is wrong with this reply, for the teacher to mend it; empty if telling it would not help
     */
    record Unparseable(String reason, String error) implements TeacherReply {

        /**
         * A completion that cannot be mended by telling the teacher what is wrong with it.
         *
         * @param reason a few words that rows share
         */
        public Unparseable(String reason) {
            this(reason, "");
        }

        /** {@return whether the teacher may be told what is wrong, and asked once more} */
        public boolean isRepairable() {
            return !error.isEmpty();
        }
    }
}
