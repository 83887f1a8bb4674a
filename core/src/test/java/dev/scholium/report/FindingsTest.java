package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SystemPredictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

    private static final List<String> LABELS = LabelSet.nli().names();

    @TempDir
    Path folder;

    private final List<SystemPredictions> systems = new ArrayList<>();

    /** 120 rows of balanced labels, of which the system has the first so many right and misses the others by one. */
    private Path answers(String name, long seed, String split, int right) {
        Path file = folder.resolve(name + seed + split);
        PredictionFile.write(file, sink -> {
            for (int i = 0; i < 120; i++) {
                String gold = LABELS.get(i % 3);
                String label = i < right ? gold : LABELS.get((i + 1) % 3);
                sink.accept(new Prediction(
                        "row" + i,
                        gold,
                        label,
                        label,
                        Map.of(),
                        "",
                        List.of(),
                        label,
                        false,
                        false,
                        Map.of("premise", "p")));
            }
        });
        return file;
    }

    private void system(String name, long seed, String split, int right) {
        Path file = answers(name, seed, split, right);
        systems.add(new SystemPredictions(name, name.equals("baseline") ? "none" : name, seed, split, file));
    }

    private void control(String name, int right) {
        long seed = SystemPredictions.NO_SEED;
        Path file = answers(name, seed, "test", right);
        systems.add(new SystemPredictions(name, SystemPredictions.NO_RATIONALE, seed, "test", file, true));
    }

    private Findings findings() {
        Results results = new ResultsBuilder(LabelSet.nli(), "baseline").build(systems);
        return Findings.of(results);
    }

    /** Worked by hand: 3 / 122 -+ 1.96 * sqrt((5 / 122 - (3 / 122)^2) / 122), and 2 / 2^3. */
    @Test
    void saysThatADifferenceIsNotSignificant() {
        system("baseline", 1, "test", 60);
        system("reasoning", 1, "test", 63);

        assertThat(findings().headline())
                .isEqualTo("On the test split (120 rows) reasoning labels 52.5\u00a0% of the rows correctly, "
                        + "2.5 points more than the baseline (95 % interval −1.1 to +6.0 points; McNemar's exact test, "
                        + "p = 0.250): not significant.");
    }

    @Test
    void warnsOfAControlThatIsAheadOfAllStudentsButNotOfATeacher() {
        system("baseline", 1, "test", 60);
        system("reasoning", 1, "test", 63);
        control("control.tfidf.hypothesis", 62);
        control("control.teacher.reasoning", 99);
        assertThat(findings().warnings()).noneMatch(warning -> warning.contains("control."));

        control("control.tfidf", 66);

        assertThat(findings().warnings())
                .contains(
                        "The control control.tfidf labels 55.0\u00a0% of the rows correctly, more than every student: what"
                                + " students learnt may be such a way to the label, which needs no understanding of the task.");
    }

    @Test
    void headsWithTheSystemThatIsBestOnDevNotOnTest() {
        system("baseline", 1, "dev", 50);
        system("baseline", 1, "test", 50);
        system("extraction", 1, "dev", 80);
        system("extraction", 1, "test", 60);
        system("reasoning", 1, "dev", 70);
        system("reasoning", 1, "test", 90);

        Findings findings = findings();

        assertThat(findings.headline()).startsWith("On the test split (120 rows) extraction labels");
        assertThat(findings.others()).hasSize(1).first().asString().contains("reasoning labels 75.0\u00a0%");
    }

    @Test
    void saysInHowManySeedsADifferenceIsSignificant() {
        system("baseline", 1, "test", 50);
        system("baseline", 2, "test", 50);
        system("reasoning", 1, "test", 51);
        system("reasoning", 2, "test", 80);

        assertThat(findings().headline())
                .contains("2 seeds")
                .contains("95 % interval over seeds and rows ")
                .contains(" points; the less sure of multi-bootstrap and Student's t over the seeds, p = ")
                .endsWith(": not significant; by themselves 1 of 2 seeds are significantly better.");
    }

    /**
     * By hand: 12.706 + 1.376 standard errors of the mean, of which each is half the seeds' distance of 2 rows in 120.
     */
    @Test
    void theDetectableDifferenceIsThatOfTheTestOverSeeds() {
        system("baseline", 1, "test", 50);
        system("baseline", 2, "test", 50);
        system("reasoning", 1, "test", 57);
        system("reasoning", 2, "test", 59);

        assertThat(findings().warnings())
                .containsExactly("With 120 rows and 2 seeds a difference needs to be about 11.7 points to be found over"
                        + " seeds and rows with a probability of 80 %, before Holm's correction; smaller ones can go"
                        + " unseen.");
    }

    @Test
    void saysThatAnEarlierVersionsTestFoundTooMuch() throws IOException {
        system("baseline", 1, "test", 50);
        system("baseline", 2, "test", 50);
        system("reasoning", 1, "test", 57);
        system("reasoning", 2, "test", 59);
        Path file = folder.resolve("results.json");
        new ResultsBuilder(LabelSet.nli(), "baseline").build(systems).write(file);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("(p_value_holm\" : [^,]+,)\\s*\"minimum_detectable_difference\" : [^,]+,", "$1"));

        assertThat(Findings.of(Results.read(file)).warnings())
                .contains("An earlier version of Scholium tested these seeds: with two or three it too often finds a"
                        + " difference where there is none. Evaluate again.")
                .anyMatch(warning -> warning.contains(" points to be found in one seed "));
    }

    @Test
    void hasNoTestOverSeedsThatTheBaselineLacks() {
        system("baseline", 1, "test", 50);
        system("reasoning", 1, "test", 51);
        system("reasoning", 2, "test", 80);

        assertThat(findings().headline())
                .contains("the baseline lacks some of the seeds, so that there is no test over all)")
                .endsWith("by themselves 1 of 2 seeds are significantly better (McNemar's test, Holm's correction).");
    }

    @Test
    void warnsThatDevNumbersAreTooGoodAndRowsTooFew() {
        system("baseline", 1, "dev", 60);
        system("reasoning", 1, "dev", 50);

        Findings findings = findings();

        assertThat(findings.headline()).contains("8.3 points fewer than the baseline");
        assertThat(findings.warnings())
                .anyMatch(warning -> warning.matches("With 120 rows a difference needs to be about [0-9.]+ points to be"
                        + " found in one seed with a probability of 80 %, before Holm's correction; smaller ones can go"
                        + " unseen\\."))
                .anyMatch(warning -> warning.contains("of the dev split, by which the checkpoints were chosen"));
    }

    @Test
    void aBaselineAloneIsComparedWithNothing() {
        system("baseline", 1, "test", 60);

        assertThat(findings().headline()).isEqualTo("There is nothing to compare with the baseline yet.");
    }
}
