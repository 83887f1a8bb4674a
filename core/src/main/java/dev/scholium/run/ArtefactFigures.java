package dev.scholium.run;

import dev.scholium.augment.check.LabelWords;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.Label;
import dev.scholium.evaluate.Artefacts;
import dev.scholium.evaluate.Artefacts.ClassBalance;
import dev.scholium.evaluate.Artefacts.LabelNaming;
import dev.scholium.evaluate.Artefacts.SplitOverlap;
import dev.scholium.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what a run's data and rationales give away. */
final class ArtefactFigures {

    private final Recipe recipe;
    private final RunData data;
    private final RunRationales rationales;

    ArtefactFigures(Recipe recipe, RunData data, RunRationales rationales) {
        this.recipe = recipe;
        this.data = data;
        this.rationales = rationales;
    }

    Artefacts count() {
        return new Artefacts(balance(), overlap(), labelWords());
    }

    private List<ClassBalance> balance() {
        List<ClassBalance> balance = new ArrayList<>();
        for (DataSplit split : DataSplit.values()) {
            List<Example> rows = data.of(split);
            for (String label : recipe.task().labelSet().names()) {
                long count =
                        rows.stream().filter(row -> row.label().equals(label)).count();
                if (!rows.isEmpty()) {
                    balance.add(new ClassBalance(split.word(), label, count, (double) count / rows.size()));
                }
            }
        }
        return balance;
    }

    private List<SplitOverlap> overlap() {
        List<SplitOverlap> overlap = new ArrayList<>();
        for (DataSplit split : DataSplit.values()) {
            for (DataSplit earlier : DataSplit.values()) {
                boolean both = !data.of(split).isEmpty() && !data.of(earlier).isEmpty();
                if (both && earlier.compareTo(split) < 0) {
                    overlap.add(overlap(
                            split, earlier, "all fields", row -> row.fields().toString()));
                    for (String field : recipe.task().fields()) {
                        overlap.add(overlap(split, earlier, field, row -> row.field(field)));
                    }
                }
            }
        }
        return overlap;
    }

    private SplitOverlap overlap(DataSplit split, DataSplit earlier, String what, Function<Example, String> text) {
        Set<String> known = data.of(earlier).stream().map(text).collect(Collectors.toSet());
        long rows = data.of(split).stream().map(text).filter(known::contains).count();
        return new SplitOverlap(
                split.word(),
                earlier.word(),
                what,
                rows,
                (double) rows / data.of(split).size());
    }

    private List<LabelNaming> labelWords() {
        Map<String, LabelWords> wordsOf = new TreeMap<>();
        for (Label label : recipe.task().labelSet().labels()) {
            wordsOf.put(label.name(), LabelWords.of(label));
        }
        List<LabelNaming> naming = new ArrayList<>();
        for (String source : recipe.rationales().keySet()) {
            for (DataSplit split : DataSplit.values()) {
                Map<String, String> texts = rationales.of(source, split);
                long any = 0;
                long gold = 0;
                for (Example row : data.of(split)) {
                    String text = texts.getOrDefault(row.uid(), "");
                    List<String> named = wordsOf.entrySet().stream()
                            .filter(words -> words.getValue().isNamedIn(text))
                            .map(Map.Entry::getKey)
                            .toList();
                    any += named.isEmpty() ? 0 : 1;
                    gold += named.equals(List.of(row.label())) ? 1 : 0;
                }
                if (!texts.isEmpty()) {
                    naming.add(LabelNaming.of(source, rationales.kind(source), split.word(), texts.size(), any, gold));
                }
            }
        }
        return naming;
    }
}
