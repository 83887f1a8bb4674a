package dev.scholium.report;

import java.util.Map;

/**
 * A row whose rationale has a fault.
 *
 * @param fault name of the check, or the reason for a rejection
 * @param rejected whether the row got no rationale, for this fault or another
 * @param source name of the source of rationales, and the split
 * @param uid the row's uid
 * @param fields its texts by name
 * @param reply what the teacher said; of a row that was kept, the rationale
 * @param finding what was found; empty where the files do not say
 */
record FaultSample(
        String fault,
        boolean rejected,
        String source,
        String uid,
        Map<String, String> fields,
        String reply,
        String finding) {}
