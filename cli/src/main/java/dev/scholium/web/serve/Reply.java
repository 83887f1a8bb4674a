package dev.scholium.web.serve;

import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a student's answers look like to callers.
 *
 * @param student that answers
 */
record Reply(ServedStudent student) {

    /**
     * A whole reply.
     *
     * @param answers one a row
     * @param withRationales whether they were asked for
     * @return to be written as JSON
     */
    Map<String, Object> whole(List<StudentAnswer> answers, boolean withRationales) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        answers.forEach(answer -> rows.add(row(answer, withRationales)));
        Map<String, Object> reply = begun();
        reply.put("answers", rows);
        return reply;
    }

    /**
     * What is said of a row as soon as its label is known.
     *
     * @param labelProbabilities one a label in the task's order
     * @param label the most probable one
     * @return to be written as JSON
     */
    Map<String, Object> label(List<Double> labelProbabilities, String label) {
        Map<String, Object> reply = begun();
        reply.put("label", label);
        reply.put("probabilities", probabilities(labelProbabilities));
        return reply;
    }

    private Map<String, Object> begun() {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("model", student.name());
        reply.put("version", student.version());
        return reply;
    }

    private Map<String, @Nullable Object> row(StudentAnswer answer, boolean withRationale) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("label", answer.scoredLabel());
        row.put("probabilities", probabilities(answer.labelProbabilities()));
        if (withRationale) {
            StudentTask.Output output = student.task().parse(answer.output());
            row.put("label_written", output.label().orElse(null));
            row.put("rationale", rationale(output));
            row.put("cut_off", answer.cutOff());
        }
        return row;
    }

    /**
     * The rationale of an answer.
     *
     * @param answer a whole one
     * @return empty when the output is malformed
     */
    String rationale(StudentAnswer answer) {
        return rationale(student.task().parse(answer.output()));
    }

    private static String rationale(StudentTask.Output output) {
        return output.label().isPresent() ? output.rationale() : "";
    }

    private Map<String, Double> probabilities(List<Double> labelProbabilities) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        List<String> labels = student.task().labels().names();
        for (int i = 0; i < labels.size(); i++) {
            probabilities.put(labels.get(i), labelProbabilities.get(i));
        }
        return probabilities;
    }
}
