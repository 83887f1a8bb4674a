package dev.scholium.run;

import dev.scholium.data.Example;
import dev.scholium.evaluate.Prediction;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads students' answers as predictions that can be scored. */
final class Answers {

    private Answers() {}

    /**
     * Puts an answer beside its row.
     *
     * @param task what labels the answer may hold
     * @param row the row it is about
     * @param answer what the student said
     * @param references rationales to compare with
     * @return the prediction
     */
    static Prediction prediction(StudentTask task, Example row, StudentAnswer answer, List<String> references) {
        StudentTask.Output output = task.parse(answer.output());
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < task.labels().size(); i++) {
            scores.put(task.labels().names().get(i), answer.labelProbabilities().get(i));
        }
        return new Prediction(
                row.uid(),
                row.label(),
                output.label().orElse(null),
                answer.scoredLabel(),
                scores,
                output.label().isPresent() ? output.rationale() : "",
                references,
                answer.output(),
                output.label().isEmpty(),
                answer.cutOff(),
                row.fields());
    }
}
