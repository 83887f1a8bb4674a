package dev.scholium.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row with what each system and each teacher said of it.
 *
 * @param uid the row's uid
 * @param fields its texts by name
 * @param goldLabel name of the gold label
 * @param answers one a system, in the order of the systems
 * @param teachers one a source of rationales that has the row
 */
record ShownRow(
        String uid, Map<String, String> fields, String goldLabel, List<Answer> answers, List<TeacherText> teachers) {

    /**
     * What a system said.
     *
     * @param system its name
     * @param label the generated label, absent when malformed
     * @param correct whether that is the gold label
     * @param text the rationale, or the whole output when it is malformed
     * @param cutOff whether the output stopped at the token limit
     */
    record Answer(String system, @Nullable String label, boolean correct, String text, boolean cutOff) {}

    /**
     * What a teacher wrote.
     *
     * @param source name of the source of rationales
     * @param text the rationale
     */
    record TeacherText(String source, String text) {}
}
