package dev.scholium.analyze;

import dev.scholium.evaluate.RougeL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares writers on the rows that both wrote about. */
final class Similarities {

    private Similarities() {}

    static List<Analysis.Similarity> of(List<Measured> groups) {
        List<Analysis.Similarity> similarities = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                if (groups.get(i).split().equals(groups.get(j).split())) {
                    compare(groups.get(i), groups.get(j), similarities);
                }
            }
        }
        return similarities;
    }

    private static void compare(Measured a, Measured b, List<Analysis.Similarity> similarities) {
        List<String> textsA = new ArrayList<>();
        List<String> textsB = new ArrayList<>();
        Map<String, Integer> places = b.places();
        for (WrittenRationale rationale : a.rationales()) {
            Integer place = places.get(rationale.uid());
            if (place != null) {
                textsA.add(rationale.text());
                textsB.add(b.rationales().get(place).text());
            }
        }
        int rows = textsA.size();
        if (rows < 2) {
            return;
        }
        similarities.add(new Analysis.Similarity(
                a.split(),
                a.writer(),
                b.writer(),
                rows,
                rougeL(textsA, textsB, 0),
                sharedWords(textsA, textsB, 0),
                rougeL(textsA, textsB, rows / 2),
                sharedWords(textsA, textsB, rows / 2)));
    }

    private static double rougeL(List<String> a, List<String> b, int moved) {
        RougeL rouge = new RougeL();
        for (int i = 0; i < a.size(); i++) {
            rouge.add(a.get(i), List.of(b.get((i + moved) % b.size())));
        }
        return rouge.score().score();
    }

    private static double sharedWords(List<String> a, List<String> b, int moved) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            Set<String> both = new HashSet<>(TextShape.of(a.get(i)).words());
            Set<String> other =
                    new HashSet<>(TextShape.of(b.get((i + moved) % b.size())).words());
            Set<String> either = new HashSet<>(both);
            either.addAll(other);
            both.retainAll(other);
            sum += either.isEmpty() ? 0 : (double) both.size() / either.size();
        }
        return sum / a.size();
    }
}
