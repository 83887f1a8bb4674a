package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.Example;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRowsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeRows() throws IOException {
        StringBuilder rows = new StringBuilder("uid,premise,hypothesis,label\n");
        for (int i = 0; i < 20; i++) {
            rows.append("old-" + i + ",House " + i + " is red.,House " + i + " has a colour.,neutral\n");
        }
        Files.writeString(folder.resolve("rows.csv"), rows.toString());
    }

    private TrainingRows rows(boolean equal) {
        Recipe recipe = new RecipeReader(Map.of())
                .read(
                        "rows.yaml",
                        """
                        data: {train: FILE, dev: FILE}
                        evaluation: {splits: [dev]}
                        student: {size: tiny}
                        augmentations: {few: {method: swap}, many: {method: deletion}}
                        systems: {baseline: {}, with_few: {augmentation: few}, with_many: {augmentation: many}}
                        equal_rows: EQUAL
                        seeds: [1, 2]
                        """.replace("EQUAL", String.valueOf(equal)).replace(
                                "FILE",
                                "{file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}"),
                        folder,
                        List.of());
        return new TrainingRows(recipe, RunData.read(recipe), Map.of("few", made("few", 5), "many", made("many", 60)));
    }

    private static List<Example> made(String name, int count) {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("premise", "House " + i);
            fields.put("hypothesis", name + " " + i);
            rows.add(new Example(name + "-" + i, fields, "neutral", Map.of()));
        }
        return rows;
    }

    private static List<String> uids(TrainingRows rows, String system, long seed) {
        Trial trial = Trial.of(rows.recipe()).stream()
                .filter(one -> one.system().equals(system) && one.seed() == seed)
                .findFirst()
                .orElseThrow();
        return rows.of(trial).stream().map(Example::uid).toList();
    }

    private static long old(List<String> uids) {
        return uids.stream().filter(uid -> uid.startsWith("old")).count();
    }

    @Test
    void newRowsComeAfterTheSplits() {
        List<String> uids = uids(rows(false), "with_few", 1);
        assertThat(uids).hasSize(25).startsWith("old-0", "old-1").endsWith("few-3", "few-4");
    }

    @Test
    void equalRowsGiveEverySystemAMixOfTheSmallestsSize() {
        TrainingRows rows = rows(true);
        assertThat(uids(rows, "baseline", 1)).hasSize(20);
        assertThat(uids(rows, "with_few", 1)).hasSize(20).anyMatch(uid -> uid.startsWith("few"));
        List<String> many = uids(rows, "with_many", 1);
        assertThat(many).hasSize(20).isEqualTo(uids(rows, "with_many", 1)).isNotEqualTo(uids(rows, "with_many", 2));
        assertThat(old(many)).as("about a quarter of 80").isBetween(1L, 12L);
    }

    @Test
    void systemsOfOneSeedKeepTheSameOldRowsAsFarAsTheyCan() {
        TrainingRows rows = rows(true);
        List<String> few = uids(rows, "with_few", 1);
        List<String> many = new ArrayList<>(uids(rows, "with_many", 1));
        many.removeIf(uid -> !uid.startsWith("old"));
        assertThat(few).containsAll(many);
    }
}
