package dev.scholium.augment;

import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.data.DataSplit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What persons have done about a run's rationales, as it stands: of several edits of one rationale the last one counts.
 *
 * <p>An edit holds for the text that its person saw. Where the source has another text for the row by now, since it was
 * asked or parsed again, the edit is out of date and is not used.
 */
public final class RationaleEdits {

    private final Map<Key, RationaleEdit> last = new LinkedHashMap<>();

    /**
     * Edits as they stand.
     *
     * @param edits in the order in which they were made
     */
    public RationaleEdits(List<RationaleEdit> edits) {
        for (RationaleEdit edit : edits) {
            Key key = new Key(edit.source(), edit.split(), edit.uid());
            if (edit.action() == Action.restore) {
                last.remove(key);
            } else {
                last.put(key, edit);
            }
        }
    }

    private record Key(String source, DataSplit split, String uid) {}

    /** {@return the edits and vetoes that stand} */
    public Collection<RationaleEdit> standing() {
        return last.values();
    }

    /**
     * What stands about a rationale.
     *
     * @param source its source
     * @param split the part of the data that the row is in
     * @param uid the row's uid
     * @return the edit or veto; it may be out of date
     */
    public Optional<RationaleEdit> of(String source, DataSplit split, String uid) {
        return Optional.ofNullable(last.get(new Key(source, split, uid)));
    }

    /**
     * Lays the edits over a source's rationales.
     *
     * @param source its name
     * @param split which rows
     * @param rationales its rationales by uid, as its file holds them
     * @return the rationales to learn from
     */
    public Laid over(String source, DataSplit split, Map<String, String> rationales) {
        Map<String, String> texts = new LinkedHashMap<>(rationales);
        Set<String> who = new TreeSet<>();
        long edited = 0;
        long written = 0;
        long vetoed = 0;
        long outOfDate = 0;
        for (Map.Entry<Key, RationaleEdit> entry : last.entrySet()) {
            RationaleEdit edit = entry.getValue();
            if (!edit.source().equals(source) || edit.split() != split) {
                continue;
            }
            String now = rationales.getOrDefault(edit.uid(), "");
            if (!RationaleEdit.hash(now).equals(edit.rationaleSha256())) {
                outOfDate++;
                continue;
            }
            who.add(edit.who());
            if (edit.action() == Action.veto) {
                vetoed++;
                texts.remove(edit.uid());
            } else {
                edited += now.isEmpty() ? 0 : 1;
                written += now.isEmpty() ? 1 : 0;
                texts.put(edit.uid(), edit.text());
            }
        }
        return new Laid(texts, edited, written, vetoed, outOfDate, List.copyOf(who));
    }

    /**
     * Rationales with the edits laid over them.
     *
     * @param texts by uid; vetoed ones are left out
     * @param edited how many a person has put another text in place of
     * @param written how many a person has given to rows that had none
     * @param vetoed how many a person has taken away
     * @param outOfDate edits that were not used, since the source has another text by now
     * @param who the persons whose edits were used, by name
     */
    public record Laid(
            Map<String, String> texts, long edited, long written, long vetoed, long outOfDate, List<String> who) {

        /** {@return whether a person has done anything about these rationales} */
        public boolean isTouched() {
            return edited + written + vetoed + outOfDate > 0;
        }
    }
}
