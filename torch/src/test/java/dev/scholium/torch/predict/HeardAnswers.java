package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.T5Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Keeps what a student tells of its rows before it answers. */
final class HeardAnswers implements RowListener {

    private final IntPredicate awaited;
    private final Map<Integer, List<String>> outputs = new ConcurrentSkipListMap<>();
    private final Map<Integer, String> labels = new ConcurrentSkipListMap<>();

    /** Waits for some of the rows. */
    HeardAnswers(IntPredicate awaited) {
        this.awaited = awaited;
    }

    @Override
    public boolean isAwaited(int row) {
        return awaited.test(row);
    }

    @Override
    public void labelled(int row, List<Double> labelProbabilities, String scoredLabel) {
        assertThat(labels.put(row, scoredLabel)).isNull();
    }

    @Override
    public void written(int row, Supplier<String> output) {
        outputs.computeIfAbsent(row, any -> new ArrayList<>()).add(output.get());
    }

    List<StudentAnswer> predict(Path folder, PredictionConfig config, List<String> sources) {
        List<StudentAnswer> answers = new ArrayList<>();
        try (Student student = new T5Engine().open(folder, TaskFile.require(folder))) {
            student.predict(sources.iterator(), config, this, answers::add, Progress.none());
        }
        return answers;
    }

    /** Every row was heard of, and said nothing that its answer does not begin with. */
    void assertLeadsTo(List<StudentAnswer> answers, StudentTask task) {
        assertThat(outputs.values().stream().mapToInt(List::size).sum()).isGreaterThan(2 * answers.size());
        for (int row = 0; row < answers.size(); row++) {
            String rationale = task.parse(answers.get(row).output()).rationale();
            List<String> heard = outputs.getOrDefault(row, List.of());
            assertThat(labels.get(row)).isEqualTo(answers.get(row).scoredLabel());
            assertThat(heard)
                    .isNotEmpty()
                    .allSatisfy(output -> assertThat(rationale).startsWith(task.rationaleSoFar(output)));
            assertThat(answers.get(row).output().strip())
                    .startsWith(heard.get(heard.size() - 1).strip());
        }
    }
}
