package dev.scholium.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficialFormatsTest {

    @TempDir
    private Path folder;

    private LoadedDataset load(String name, String text) throws IOException {
        return Dataset.load(DataSource.of(Files.writeString(folder.resolve(name), text)), BadRowPolicy.STOP);
    }

    @Test
    void readsSnlisTextFileAndCountsTheUnlabelled() throws IOException {
        LoadedDataset snli = load("snli_dev.txt", """
                gold_label\tsentence1_binary_parse\tsentence2_binary_parse\tsentence1_parse\tsentence2_parse\tsentence1\tsentence2\tcaptionID\tpairID\tlabel1\tlabel2
                neutral\t( A )\t( B )\t(ROOT A)\t(ROOT B)\tThe "A.\tB.\t1#0\t1#0r1n\tneutral\tentailment
                -\t( A )\t( C )\t(ROOT A)\t(ROOT C)\tThe "A.\tC.\t1#0\t1#0r1c\tneutral\tcontradiction
                """);

        assertThat(snli.format()).isEqualTo(DataFormat.SNLI);
        assertThat(snli.unlabelled()).isEqualTo(1);
        assertThat(snli.examples())
                .containsExactly(new Example(
                        "1#0r1n",
                        Map.of("premise", "The \"A.", "hypothesis", "B."),
                        "neutral",
                        Map.of("captionID", "1#0", "label1", "neutral", "label2", "entailment")));
    }

    @Test
    void readsMultiNlisRowsThatEndBeforeTheAnnotatorsLabels() throws IOException {
        LoadedDataset mnli = load("multinli_train.txt", """
                gold_label\tsentence1\tsentence2\tpromptID\tpairID\tgenre\tlabel1\tlabel2
                neutral\tA.\tB.\t31193\t31193n\tgovernment\tneutral
                """);

        assertThat(mnli.format()).isEqualTo(DataFormat.MNLI);
        assertThat(mnli.examples().get(0).uid()).isEqualTo("31193n");
        assertThat(mnli.examples().get(0).column("genre")).isEqualTo("government");
    }

    @Test
    void readsMultiNlisJson() throws IOException {
        LoadedDataset mnli = load("dev_matched.jsonl", """
                {"annotator_labels": ["neutral"], "genre": "slate", "gold_label": "neutral", "pairID": "1n", "promptID": "1", "sentence1": "A", "sentence1_parse": "(A)", "sentence2": "B"}
                """);

        assertThat(mnli.format()).isEqualTo(DataFormat.MNLI);
        assertThat(mnli.examples().get(0).columns())
                .isEqualTo(Map.of("annotator_labels", "[\"neutral\"]", "genre", "slate", "promptID", "1"));
    }

    @Test
    void readsEsnlisCsv() throws IOException {
        LoadedDataset esnli = load("esnli_dev.csv", """
                pairID,gold_label,Sentence1,Sentence2,Explanation_1,WorkerId_1,Explanation_2
                4705552913.jpg#2r1n,neutral,"Two women, embracing.",The sisters hug.,"Not ""sisters"".",A1,
                """);

        assertThat(esnli.format()).isEqualTo(DataFormat.ESNLI);
        assertThat(esnli.examples())
                .containsExactly(new Example(
                        "4705552913.jpg#2r1n",
                        Map.of("premise", "Two women, embracing.", "hypothesis", "The sisters hug."),
                        "neutral",
                        Map.of("explanation_1", "Not \"sisters\".", "WorkerId_1", "A1", "explanation_2", "")));
    }

    @Test
    void readsEsnlisJsonWithLabelsAsNumbersOrWords() throws IOException {
        LoadedDataset esnli = load("esnli.jsonl", """
                {"premise": "A", "hypothesis": "B", "label": 2, "explanation_1": "x"}
                {"premise": "A", "hypothesis": "C", "label": "Neutral", "explanation_1": "x"}
                {"premise": "A", "hypothesis": "D", "label": -1, "explanation_1": "x"}
                """);

        assertThat(esnli.examples()).extracting(Example::label).containsExactly("contradiction", "neutral");
        assertThat(esnli.unlabelled()).isEqualTo(1);
    }

    @Test
    void guessesTheFormatThoughTheFirstRowsAreBad() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), """
                oops
                {"hypothesis": "B", "label": "e"}
                {"context": "A", "hypothesis": "B", "label": "e"}
                """);

        LoadedDataset anli = Dataset.load(DataSource.of(file), BadRowPolicy.SKIP);

        assertThat(anli.format()).isEqualTo(DataFormat.ANLI);
        assertThat(anli.badRows())
                .extracting(RowProblem::reason)
                .last()
                .isEqualTo("premise must be there, but is missing (column \"context\")");
    }

    @Test
    void saysThatAFileHasUnlabelledRowsOnly() {
        assertThatExceptionOfType(DatasetFormatException.class)
                .isThrownBy(() -> load("test.tsv", "gold_label\tsentence1\tsentence2\n-\tA\tB\n"))
                .withMessageEndingWith("test.tsv: must have labelled rows, but all 1 are unlabelled");
    }

    @Test
    void makesUidsOfFieldsLabelAndOccurrence() throws IOException {
        String row = "A,B,e\n";
        LoadedDataset rows = load("a.csv", "premise,hypothesis,label\n" + row + row + "A,B,n\n" + row);

        // sha256 of premise US A RS hypothesis US B RS entailment, by Python's hashlib
        assertThat(rows.examples())
                .extracting(Example::uid)
                .containsExactly("b02f3ec30d7b6d89", "b02f3ec30d7b6d89-2", "00c82ed53c75b3a6", "b02f3ec30d7b6d89-3");
    }

    @Test
    void readsAnotherTaskByItsColumns() throws IOException {
        Path file =
                Files.writeString(folder.resolve("a.tsv"), "id\ttext\tstars\tlabel\n1\tfine\t+\tx\n2\tpoor\t-\ty\n");
        LabelSet labels = new LabelSet(List.of(new Label("good", Set.of("+")), new Label("bad", Set.of("-"))));
        DataSource source = new DataSource(file, null, Map.of("label", "stars", "uid", "id"), List.of("text"), labels);

        assertThat(source.format()).isEqualTo(DataFormat.COLUMNS);
        assertThat(Dataset.load(source, BadRowPolicy.STOP).examples())
                .containsExactly(
                        new Example("1", Map.of("text", "fine"), "good", Map.of("label", "x")),
                        new Example("2", Map.of("text", "poor"), "bad", Map.of("label", "y")));
    }

    @Test
    void refusesColumnsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSource(folder, DataFormat.ANLI, Map.of("premise", "x"), null, null))
                .withMessage("columns are named for format columns only; anli names its own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSource(folder, null, Map.of("premis", "x"), null, null))
                .withMessage("columns may be named for [premise, hypothesis, label, uid], but not for premis");
    }
}
