package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.prompt.Prompt;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashSketchTest {

    private static final TeacherIdentity TEACHER = new TeacherIdentity("openai", "m", "{}");

    @TempDir
    Path folder;

    private Journal open() {
        return Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC());
    }

    private static Question question(int i) {
        return Question.of(new Prompt("", "question " + i));
    }

    private static RequestHash hash(int i) {
        return RequestHash.of(TEACHER, question(i));
    }

    @Test
    void aRequestIsNewOnce() {
        try (Journal journal = open()) {
            assertThat(journal.isNew(hash(1))).isTrue();
            assertThat(journal.isNew(hash(1))).isFalse();
            assertThat(journal.isNew(hash(2))).isTrue();
        }
    }

    @Test
    void whatTheFileHoldsIsNeverNew() {
        List<Integer> held = IntStream.range(0, 300).boxed().toList();
        try (Journal journal = open()) {
            held.forEach(i -> journal.claim(hash(i), TEACHER, question(i), null));
        }
        try (Journal journal = open()) {
            assertThat(held).noneMatch(i -> journal.isNew(hash(i)));
        }
    }

    @Test
    void mostNewRequestsAreRecognised() {
        HashSketch sketch = new HashSketch();

        long recognised =
                IntStream.range(0, 20_000).filter(i -> sketch.isNew(hash(i))).count();

        // one of 1,700 meets another's bit by chance
        assertThat(recognised).isBetween(19_970L, 19_999L);
    }
}
