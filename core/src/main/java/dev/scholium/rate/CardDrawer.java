package dev.scholium.rate;

import dev.scholium.data.SeededOrder;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.rate.Card.StudentAnswer;
import dev.scholium.rate.SourceRows.SourceRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws the rows of a study and makes cards of them: the same ones for the same files and seed. */
public final class CardDrawer {

    private final Study study;
    private final Map<String, SourceRows> sources = new LinkedHashMap<>();
    private final Map<String, StudentAnswer> answers;

    private CardDrawer(Study study, Path folder) {
        this.study = study;
        study.sources().forEach((name, file) -> sources.put(name, SourceRows.read(folder.resolve(file), name)));
        this.answers = study.student().isEmpty() ? Map.of() : SourceRows.answers(folder.resolve(study.student()));
    }

    /**
     * Draws the cards.
     *
     * @param study what is wanted
     * @param folder where its files' names begin
     * @return the cards, in the order of the drawn rows
     * @throws ScholiumException if a file is unreadable, or has too few rows
     */
    public static List<Card> draw(Study study, Path folder) {
        return new CardDrawer(study, folder).draw();
    }

    private List<Card> draw() {
        SplittableRandom random = new SplittableRandom(study.seed());
        List<Card> cards = new ArrayList<>();
        Map<String, Integer> turns = new HashMap<>(); // by stratum, so that each has every source as often
        for (String uid : rows(random)) {
            String stratum = stratum(uid);
            int turn = turns.computeIfAbsent(stratum, first -> turns.size());
            List<List<SourceRow>> groups = groups(uid);
            int wanted = study.rows().perRow() == 0
                    ? groups.size()
                    : Math.min(study.rows().perRow(), groups.size());
            for (int i = 0; i < wanted; i++) {
                cards.add(card("c" + (cards.size() + 1), uid, groups.get((turn + i) % groups.size())));
            }
            turns.put(stratum, turn + wanted);
        }
        return cards;
    }

    private Card card(String id, String uid, List<SourceRow> group) {
        SourceRow row = group.get(0);
        return new Card(
                id,
                uid,
                row.fields(),
                row.label(),
                row.goldLabel(),
                group.stream().map(SourceRow::rationale).toList(),
                Optional.ofNullable(answers.get(uid)));
    }

    /** The rationales of a row, each alone or two by two; two must be for one label. */
    private List<List<SourceRow>> groups(String uid) {
        List<SourceRow> written = new ArrayList<>();
        sources.values()
                .forEach(source -> Optional.ofNullable(source.rows().get(uid)).ifPresent(written::add));
        if (study.form() == Study.Form.SCALES) {
            return written.stream().map(List::of).toList();
        }
        List<List<SourceRow>> pairs = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            for (int j = i + 1; j < written.size(); j++) {
                if (written.get(i).label().equals(written.get(j).label())) {
                    pairs.add(List.of(written.get(i), written.get(j)));
                }
            }
        }
        return pairs;
    }

    /** Rows that every source wrote about, one of each stratum in turn. */
    private List<String> rows(SplittableRandom random) {
        Map<String, List<String>> strata = new TreeMap<>();
        int found = 0;
        SourceRows first = sources.values().iterator().next();
        for (String uid : first.rows().keySet()) {
            boolean shared =
                    sources.values().stream().allMatch(source -> source.rows().containsKey(uid));
            boolean answered = study.student().isEmpty() || answers.containsKey(uid);
            if (shared && answered && !groups(uid).isEmpty()) {
                strata.computeIfAbsent(stratum(uid), key -> new ArrayList<>()).add(uid);
                found++;
            }
        }
        if (found < study.rows().count()) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "rows.count: wanted " + study.rows().count() + " rows that all sources wrote about"
                            + (study.student().isEmpty() ? "" : " and the student answered") + ", but there are "
                            + found);
        }
        strata.values().forEach(uids -> SeededOrder.shuffle(uids, random));
        List<String> drawn = new ArrayList<>();
        for (int round = 0; drawn.size() < study.rows().count(); round++) {
            for (List<String> uids : strata.values()) {
                if (round < uids.size() && drawn.size() < study.rows().count()) {
                    drawn.add(uids.get(round));
                }
            }
        }
        return drawn;
    }

    private String stratum(String uid) {
        SourceRow row =
                Objects.requireNonNull(sources.values().iterator().next().rows().get(uid), uid);
        StringBuilder stratum = new StringBuilder();
        for (String property : study.rows().stratify()) {
            stratum.append(
                            property.equals("label")
                                    ? row.goldLabel()
                                    : Optional.ofNullable(answers.get(uid))
                                            .map(StudentAnswer::correct)
                                            .orElse(false))
                    .append('\n');
        }
        return stratum.toString();
    }
}
