package dev.scholium.augment.rows;

import dev.scholium.data.Example;
import dev.scholium.file.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes new rows and the ones that were not taken; a text that the training split holds already is not taken. */
final class RowWriter implements AutoCloseable {

    private final RowJob job;
    private final BufferedWriter made;
    private final BufferedWriter rejected;
    private final Set<String> uids = new HashSet<>();
    private final Set<String> texts = new HashSet<>();
    private final Counts counts;

    /** What was written. */
    static final class Counts {
        private long parents;
        private long made;
        private final Map<String, Long> rejectedByReason = new TreeMap<>();

        long parents() {
            return parents;
        }

        long made() {
            return made;
        }

        Map<String, Long> rejectedByReason() {
            return rejectedByReason;
        }
    }

    RowWriter(RowJob job, Path madeFile, Path rejectedFile, Counts counts) throws IOException {
        this.job = job;
        this.counts = counts;
        this.made = Files.newBufferedWriter(madeFile);
        this.rejected = Files.newBufferedWriter(rejectedFile);
        for (Example row : job.rows()) {
            uids.add(row.uid());
            texts.add(texts(row.fields()));
        }
    }

    private static String texts(Map<String, String> fields) {
        StringBuilder texts = new StringBuilder();
        fields.values().forEach(text -> texts.append(NewText.folded(text)).append('\n'));
        return texts.toString();
    }

    void parent() {
        counts.parents++;
    }

    void write(Example parent, RowOutcome outcome) throws IOException {
        if (outcome instanceof RowOutcome.Made row) {
            write(parent, row);
        } else if (outcome instanceof RowOutcome.Rejected row) {
            reject(parent, row);
        } else {
            throw new IllegalStateException("a new row of " + parent.uid() + " is still pending");
        }
    }

    private void write(Example parent, RowOutcome.Made row) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>(parent.fields());
        fields.put(job.field(), row.text());
        if (NewText.folded(row.text()).equals(NewText.folded(parent.field(job.field())))) {
            reject(parent, row, "same as the row it was made of");
        } else if (NewText.isFarLonger(row.text(), parent.field(job.field()))) {
            reject(parent, row, NewText.FAR_LONGER);
        } else if (!texts.add(texts(fields))) {
            reject(parent, row, "stands there already");
        } else {
            counts.made++;
            Example example = new Example(uid(parent, row.origin()), fields, row.label(), Map.of());
            line(made, new NewRow(example.uid(), example.fields(), example.label(), row.origin()));
        }
    }

    /** {@code <parent>~<name>-<number>}; a tilde more while another row is called so. */
    private String uid(Example parent, RowOrigin origin) {
        String uid = parent.uid() + "~" + job.name() + "-" + origin.number();
        while (!uids.add(uid)) {
            uid += "~";
        }
        return uid;
    }

    private void reject(Example parent, RowOutcome.Made row, String reason) throws IOException {
        reject(parent, new RowOutcome.Rejected(reason, "", row.text(), row.label(), row.origin()));
    }

    private void reject(Example parent, RowOutcome.Rejected row) throws IOException {
        counts.rejectedByReason.merge(row.reason(), 1L, Long::sum);
        line(
                rejected,
                new NewRow.NotTaken(
                        parent.uid(),
                        parent.fields(),
                        row.label(),
                        row.reason(),
                        row.detail(),
                        row.reply(),
                        row.origin()));
    }

    private static void line(BufferedWriter file, Object row) throws IOException {
        file.write(Json.line(row));
        file.write('\n');
    }

    @Override
    public void close() throws IOException {
        try (made) {
            rejected.close();
        }
    }
}
