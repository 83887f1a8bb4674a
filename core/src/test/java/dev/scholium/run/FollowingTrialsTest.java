package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each training knows how many others the disk must hold, too. */
class FollowingTrialsTest {

    @TempDir
    private Path folder;

    /** Trains nothing, but notes how many trainings follow each, and stops after some. */
    private static final class CountingEngine implements RefusingEngine {

        private final List<Integer> following = new ArrayList<>();
        private final int most;

        CountingEngine(int most) {
            this.most = most;
        }

        @Override
        public TrainingOutcome train(TrainingJob job, Progress progress) {
            if (following.size() == most) {
                throw new IllegalStateException("stopped");
            }
            following.add(job.following());
            return new TrainingOutcome(job.folder(), 1, 1, 0.5, 1, 1, 1, 0, 0);
        }

        @Override
        public void makeVocabulary(Iterable<String> texts, int size, Path folder) {
            // a student that is not trained reads nothing
        }
    }

    private List<Integer> following(int most) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), """
                uid,premise,hypothesis,label
                0,House 0 is red.,It has a colour.,entailment
                """);
        Recipe recipe = new RecipeReader(Map.of()).read("seeds.yaml", """
                name: seeds
                data: {train: {file: rows.csv}, dev: {file: rows.csv}}
                evaluation: {splits: [dev]}
                student: {size: tiny}
                systems: {baseline: {}}
                seeds: [1, 2, 3]
                """, folder, List.of());
        CountingEngine engine = new CountingEngine(most);
        try {
            new Runner(engine, Progress.none(), Map.of(), Clock.systemUTC(), Map.of())
                    .run(recipe, new RunFolder(folder.resolve("run")), Stage.TRAIN, "run");
        } catch (IllegalStateException stopped) {
            assertThat(stopped).hasMessage("stopped");
        }
        return engine.following;
    }

    @Test
    void onlyThoseThatAreNotTrainedFollow() throws IOException {
        assertThat(following(2)).containsExactly(2, 1);
        assertThat(following(3)).as("begun again: one is left").containsExactly(1, 1, 0);
    }
}
