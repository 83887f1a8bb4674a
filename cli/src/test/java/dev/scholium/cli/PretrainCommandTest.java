package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PretrainCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int pretrain(String... options) {
        List<String> all = new ArrayList<>(List.of(
                "pretrain",
                "--output",
                folder.resolve("out").toString(),
                "--vocabulary-size",
                "300",
                "--set",
                "max_source_tokens=24",
                "--set",
                "evaluations=1",
                "--set",
                "epochs=1"));
        all.addAll(List.of(options));
        return Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    private static final String[] TINY = {
        "--size", "tiny", "--shape", "d_model=16", "--shape", "d_kv=8", "--shape", "d_ff=16", "--shape", "num_heads=2"
    };

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void makesAModelFolderFromLinesAndGoesOnFromIt() throws IOException {
        Path text = folder.resolve("notes.txt");
        Files.write(
                text,
                IntStream.range(0, 40)
                        .mapToObj(i -> "The owl sees fox number " + i + ".\n")
                        .toList());

        assertThat(pretrain(with(TINY, text.toString()))).as(err.toString()).isZero();
        assertThat(out.toString())
                .matches("(?s).*out.student: [0-9,]+ parameters, held-out loss [0-9.]+ after step 1 of"
                        + " 1; name it as student.model in a recipe\\R");
        assertThat(folder.resolve("out/student")).isDirectoryContaining("glob:**/model.safetensors");
        assertThat(folder.resolve("out/student/tokenizer.json")).exists();

        String student = folder.resolve("out/student").toString();
        String next = folder.resolve("next").toString();
        int status = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "pretrain",
                text.toString(),
                "--output",
                next,
                "--model",
                student,
                "--set",
                "epochs=1");
        assertThat(status).as(err.toString()).isZero();
        assertThat(folder.resolve("next/student/model.safetensors")).exists();
    }

    @Test
    void readsColumnsOfDataFilesAndSaysWhatIsMissing() throws IOException {
        Path rows = folder.resolve("rows.jsonl");
        StringBuilder lines = new StringBuilder("{\"premise\":\"alone\"}\n");
        for (int i = 0; i < 30; i++) {
            lines.append("{\"premise\":\"The owl sees fox ").append(i).append("\",\"hypothesis\":\"It rests\"}\n");
        }
        Files.writeString(rows, lines);

        assertThat(pretrain(with(TINY, rows.toString(), "--column", "premise", "--column", "hypothesis")))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).contains(rows + ":1: hypothesis must be there, but column hypothesis is missing");
    }

    @Test
    void refusesBothOrNeitherOfModelAndSize() throws IOException {
        Path text = Files.write(folder.resolve("a.txt"), List.of("one", "two"));

        assertThat(pretrain(text.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "a student needs either model (a folder with weights) or size (a fresh one), but has neither");
    }

    @Test
    void refusesAnUnknownSetting() throws IOException {
        Path text = Files.write(folder.resolve("a.txt"), List.of("one", "two"));

        assertThat(pretrain(with(TINY, text.toString(), "--set", "epoch=1"))).isEqualTo(2);
        assertThat(err.toString()).contains("training: unknown key epoch; known here: layout,");
    }
}
