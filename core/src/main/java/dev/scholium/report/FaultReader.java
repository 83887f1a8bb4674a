package dev.scholium.report;

import dev.scholium.data.DataSplit;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderListing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a run folder in whose rationales checks found a fault: of each fault the first few that were rejected
 * and the first few that were kept. The files are streamed.
 */
final class FaultReader {

    /** Samples of each fault, rejected and kept alike. */
    static final int OF_EACH = 3;

    private static final String ACCEPTED = ".jsonl";
    private static final String REJECTED = ".rejected.jsonl";

    private final Map<String, List<FaultSample>> samples = new TreeMap<>();

    private FaultReader() {}

    /**
     * Reads the samples.
     *
     * @param augmented the folders of augmented rows, which need not be there, by what stands before their sources
     * @return samples by fault in the order of their names, rejected ones first
     */
    static List<FaultSample> read(Map<String, Path> augmented) {
        FaultReader reader = new FaultReader();
        for (String end : List.of(REJECTED, ACCEPTED)) {
            for (DataSplit split : DataSplit.values()) {
                augmented.forEach((group, folder) -> {
                    for (Path file : FolderListing.of(folder, "*-" + split.word() + end)) {
                        reader.read(file, group, end);
                    }
                });
            }
        }
        return reader.samples.values().stream().flatMap(List::stream).toList();
    }

    private void read(Path file, String group, String end) {
        String name = String.valueOf(file.getFileName());
        String source = group + name.substring(0, name.length() - end.length());
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    Line row = RunFolderReader.parse(file, line, Line.class);
                    if (end.equals(REJECTED)) {
                        row.faults().forEach((fault, finding) -> add(row.sample(fault, true, source, finding)));
                    } else {
                        Manifest.orNone(row.checks()).forEach(check -> add(row.sample(check, false, source, "")));
                    }
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private void add(FaultSample sample) {
        List<FaultSample> same = samples.computeIfAbsent(sample.fault(), fault -> new ArrayList<>());
        if (same.stream().filter(one -> one.rejected() == sample.rejected()).count() < OF_EACH) {
            same.add(sample);
        }
    }

    /** What is read of a row of either file; older files lack some keys. */
    private record Line(
            @Nullable String uid,
            @Nullable Map<String, String> fields,
            @Nullable String rationale,
            @Nullable List<String> checks,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String reply,
            @Nullable List<String> reasons) {

        /** What was found by the name of the fault: {@code names-label: neutral} is cut at the first colon. */
        Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            if (reason != null) {
                faults.put(reason, detail == null ? "" : detail);
            }
            for (String found : Manifest.orNone(reasons)) {
                int colon = found.indexOf(": ");
                if (colon > 0) {
                    faults.putIfAbsent(found.substring(0, colon), found.substring(colon + 2));
                }
            }
            return faults;
        }

        FaultSample sample(String fault, boolean rejected, String source, String finding) {
            String said = rejected ? reply : rationale;
            return new FaultSample(
                    fault,
                    rejected,
                    source,
                    uid == null ? "" : uid,
                    fields == null ? Map.of() : fields,
                    said == null ? "" : said,
                    finding);
        }
    }
}
