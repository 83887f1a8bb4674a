package dev.scholium.run;

import dev.scholium.progress.Progress;
import dev.scholium.student.StudentExample;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trains nothing, but notes what rationales each training would have learnt, by uid. */
final class NotingEngine implements RefusingEngine {

    private final List<Map<String, String>> learnt = new ArrayList<>();

    List<Map<String, String>> learnt() {
        return learnt;
    }

    @Override
    public TrainingOutcome train(TrainingJob job, Progress progress) {
        Map<String, String> rationales = new LinkedHashMap<>();
        for (StudentExample row : job.train()) {
            rationales.put(row.uid(), row.rationale());
        }
        learnt.add(rationales);
        return new TrainingOutcome(job.folder(), 1, 1, 0.5, 1, 1, 1, 0, 0);
    }

    @Override
    public void makeVocabulary(Iterable<String> texts, int size, Path folder) {
        // a student that is not trained reads nothing
    }
}
