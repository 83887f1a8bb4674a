package dev.scholium.teacher.batch;

import dev.scholium.file.Json;
import dev.scholium.teacher.Charges;
import dev.scholium.teacher.JournalBatches;
import dev.scholium.teacher.JournalBatches.OpenRequest;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Copies what failed in one job into the next. */
final class Resubmission {

    private final BatchApi api;
    private final JournalBatches batches;
    private final Charges charges;
    private final Path lines;
    private boolean budgetLeft = true;

    /**
     * A resubmission.
     *
     * @param api writes lines
     * @param batches takes requests into the next job
     * @param charges reserves for them
     * @param lines the requests of the job before
     */
    Resubmission(BatchApi api, JournalBatches batches, Charges charges, Path lines) {
        this.api = api;
        this.batches = batches;
        this.charges = charges;
        this.lines = lines;
    }

    /**
     * Copies requests.
     *
     * @param requests which
     * @param draft the next job
     * @return those that could not be copied
     */
    List<RequestHash> copy(List<OpenRequest> requests, JobDraft draft) {
        Map<String, OpenRequest> wanted = new LinkedHashMap<>();
        requests.forEach(request -> wanted.put(request.hash().hex(), request));
        if (Files.exists(lines)) {
            try (BufferedReader reader = Files.newBufferedReader(lines)) {
                for (String line = reader.readLine(); line != null && budgetLeft; line = reader.readLine()) {
                    copy(bare(line), wanted, draft);
                }
            } catch (IOException e) {
                throw JobFiles.failure(lines, e);
            }
        }
        List<RequestHash> left = new ArrayList<>();
        wanted.values().forEach(request -> left.add(request.hash()));
        return left;
    }

    private void copy(String line, Map<String, OpenRequest> wanted, JobDraft draft) {
        String customId = customId(line);
        OpenRequest request = wanted.get(customId);
        if (request == null) {
            return;
        }
        budgetLeft = charges.reserveForBatch(request.reserved());
        if (budgetLeft) {
            wanted.remove(customId);
            batches.again(draft.id(), request.hash(), request.reserved());
            draft.add(line);
        }
    }

    /** A line without what stands between it and the next. */
    private String bare(String line) {
        String mark = api.joint().strip();
        return !mark.isEmpty() && line.endsWith(mark) ? line.substring(0, line.length() - mark.length()) : line;
    }

    private static String customId(String line) {
        try {
            return Json.mapper().readTree(line).path("custom_id").asString("");
        } catch (JacksonException torn) {
            return ""; // the process that wrote it died; its request is not among those that were submitted
        }
    }

    /** {@return why requests were left} */
    TeacherFault whyLeft() {
        return new TeacherFault(
                Kind.CONNECTION,
                budgetLeft
                        ? "it failed in a batch job, and the file of that job's requests is gone"
                        : "it failed in a batch job, and the budget does not allow another");
    }
}
