package dev.scholium.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.augment.words.RowSeed;
import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes that files of earlier versions hold; all expected values are by Python's hashlib over the same bytes. */
class Sha256Test {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void isWhatOtherToolsPrint() throws IOException {
        Path file = folder.resolve("abc");
        Files.writeString(file, "abc");
        assertThat(Sha256.of(file)).isEqualTo(Sha256.of("abc")).isEqualTo(ABC);
    }

    @Test
    void keepsSizedPartsApart() {
        assertThat(new Sha256().addSized("ü").addSized("").hex())
                .as("eight bytes of length, the highest first, before each")
                .isEqualTo("7892902720e866c9dd8115b8292c333fa2528b59c3e732ae0fc5fa3e00620754");
    }

    @Test
    void beginsANewHashAfterOneWasTaken() {
        Sha256 hash = new Sha256();
        assertThat(hash.add("xyz").hex()).isNotEqualTo(ABC);
        assertThat(hash.add("abc").hex()).isEqualTo(ABC);
    }

    @Test
    void requestsKeepTheirKeysInOldJournals() {
        Prompt prompt = new Prompt("sÿs", List.of(new Demonstration("d1", "r1")), "user", new ReplySchema("s", "{}"));
        assertThat(RequestHash.of(new TeacherIdentity("openai", "m", "{\"seed\":1}"), new Question(prompt, 2)))
                .hasToString("cf0fe85f2c4580bdb0f43a7d96e448c1617a6e6dce77f07703c067f4ae18ce8e");
    }

    @Test
    void rowsKeepTheirSeeds() {
        assertThat(RowSeed.of(-7, "row-1", "swap", 3).value()).isEqualTo(-5717753199234780447L);
    }

    @Test
    void ofOneFileItIsTheFilesHash() {
        assertThat(Sha256.ofFiles(Map.of("model.safetensors", "ab"))).isEqualTo("ab");
    }

    @Test
    void ofSeveralFilesItIsTheHashOfWhatSha256sumPrints() {
        assertThat(Sha256.ofFiles(Map.of("b.safetensors", "02", "a.safetensors", "01")))
                .isEqualTo(Sha256.of("01  a.safetensors\n02  b.safetensors\n"));
    }
}
