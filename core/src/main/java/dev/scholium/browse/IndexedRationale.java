package dev.scholium.browse;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a source wrote about a row.
 *
 * @param run number of its run folder among the places, from 0
 * @param folder which of the run's folders of rationales it is in, as {@link Place.OfRun#rationaleFolders} names them
 * @param source name of the source in its run
 * @param rejected whether it was not taken
 * @param text the rationale, or the reply that was not taken
 * @param line what else its file says: {@code origin}, {@code checks}, {@code reason}, {@code reasons}, {@code judge}
 */
public record IndexedRationale(int run, String folder, String source, boolean rejected, String text, JsonNode line) {

    /** {@return the kind of rationale: {@code extraction}, {@code reasoning}, ...} */
    public String kind() {
        return line.path("rationale_kind").asString("");
    }

    /** {@return what checks found, or every reason why it was rejected} */
    public List<String> findings() {
        return line.path(rejected ? "reasons" : "checks")
                .valueStream()
                .map(node -> node.asString(""))
                .toList();
    }

    /** {@return why it was rejected, with what is particular to the row; empty where it was not} */
    public String reason() {
        String detail = line.path("detail").asString("");
        return line.path("reason").asString("") + (detail.isEmpty() ? "" : ": " + detail);
    }

    /** {@return where it came from, by the names that its file gives} */
    public Map<String, String> origin() {
        return Texts.of(line.path("origin"));
    }

    /** {@return what a judge made of it; empty where none did} */
    public Map<String, String> judge() {
        return Texts.of(line.path("judge"));
    }
}
