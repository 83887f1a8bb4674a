package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {

    @TempDir
    private Path folder;

    private record Printed(int status, String out, String err) {}

    private static Printed doctor(String... args) {
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(args));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Printed(status, out.toString(), err.toString());
    }

    @Test
    void looksAtTheMachineAloneWithoutATeacher() {
        Printed printed = doctor();

        assertThat(printed.out()).startsWith("Machine\n").contains("libtorch").doesNotContain("Teacher\n");
        assertThat(printed.status()).isZero();
    }

    @Test
    void asksATeacherByOptionsAlone() {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            Printed printed = doctor(
                    "--teacher", "base_url=" + server.baseUrl(), "--teacher", "model=mock-teacher", "--format", "json");

            JsonNode teacher = Json.mapper().readTree(printed.out()).path("teacher");
            assertThat(teacher.path(0).path("found").asString())
                    .isEqualTo("openai mock-teacher at " + server.baseUrl());
            assertThat(teacher.path(0).path("level").asString()).isEqualTo("OK");
            assertThat(server.statistics().requests()).isEqualTo(1);
            assertThat(printed.status()).isZero();
        }
    }

    @Test
    void readsARecipesTeacherAndEndsWithThreeWhereItCannotBeAsked() throws IOException {
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), """
                data: {train: {file: train.jsonl}, dev: {file: dev.jsonl}}
                evaluation: {splits: [dev]}
                teacher: {base_url: "http://127.0.0.1:1/v1", model: m, api_key_file: key.txt}
                rationales: {reasoning: {prompt: reasoning}}
                student: {size: tiny}
                """);

        Printed missing = doctor(recipe.toString());
        assertThat(missing.status()).as(missing.err()).isEqualTo(3);
        assertThat(missing.out())
                .contains("problem key            needs a key in the file " + folder.resolve("key.txt")
                        + ", which does not exist; nothing was sent\n");

        Printed unreachable = doctor(recipe.toString(), "--teacher", "api_key_file=\"\"");
        assertThat(unreachable.status()).isEqualTo(3);
        assertThat(unreachable.out()).contains("problem address        127.0.0.1:1 cannot be reached\n");
    }

    @Test
    void refusesASettingThatIsNone() {
        Printed printed = doctor("--teacher", "modell=m");

        assertThat(printed.status()).isEqualTo(2);
        assertThat(printed.err()).startsWith("scholium: teacher: unknown key modell; known here: provider, base_url,");
    }
}
