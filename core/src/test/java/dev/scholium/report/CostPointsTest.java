package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostPointsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRun() {
        new FakeRun(folder).write(1, 2);
    }

    private CostPoints.Point point(String system) {
        return CostPoints.of(Results.read(folder.resolve("results.json")), RunFolderReader.manifest(folder), "", "test")
                .points()
                .stream()
                .filter(point -> point.name().equals(system))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStudentCostsItsTrainingAndTheRationalesOfItsTrainingRows() {
        CostPoints.Point reasoning = point("reasoning");

        assertThat(reasoning.seeds()).isEqualTo(2);
        assertThat(reasoning.low()).isLessThan(reasoning.accuracy());
        assertThat(reasoning.high()).isGreaterThan(reasoning.accuracy());
        assertThat(reasoning.seconds()).isPositive();
        assertThat(reasoning.dollars()).isEqualTo(0.2257);
        assertThat(reasoning.tokens()).isPositive();
    }

    @Test
    void labelsOnlyCostNoRationalesAndACollapseIsMarked() {
        CostPoints.Point baseline = point("baseline");

        assertThat(baseline.dollars()).isZero();
        assertThat(baseline.tokens()).isNull();
        assertThat(baseline.collapsed()).isEqualTo(2);
    }

    /** Two groups of a sweep ask two teachers for a source of one name. */
    @Test
    void whatIsNotOnRecordIsNotGuessed() throws IOException {
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"name\" : \"extraction\"", "\"name\" : \"reasoning\""));

        assertThat(point("reasoning").dollars()).isNull();
        assertThat(point("extraction").dollars()).isNull();
    }
}
