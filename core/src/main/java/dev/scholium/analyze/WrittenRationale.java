package dev.scholium.analyze;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rationale with the row it is about.
 *
 * @param uid the row's uid
 * @param fields the row's texts by name
 * @param label name of the gold label
 * @param text the rationale, never blank
 */
record WrittenRationale(String uid, Map<String, String> fields, String label, String text) {

    WrittenRationale {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
