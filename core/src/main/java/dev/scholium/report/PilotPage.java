package dev.scholium.report;

import dev.scholium.pilot.PilotResults;
import java.util.List;
import java.util.Locale;

/** A pilot's page in the order in which it is read. */
final class PilotPage {

    /** How the tables are to be read. */
    static final String LEGEND =
            "All intervals are at 95 %: Wilson's for shares, the bootstrap's for means and medians,"
                    + " Bonett and Price's for differences. Usable: a rationale could be read, after a repair where one was needed."
                    + " Agreement: of all rows, those whose teacher found the gold label without seeing it.";

    private final PilotResults pilot;

    PilotPage(PilotResults pilot) {
        this.pilot = pilot;
    }

    String title() {
        return pilot.recipe();
    }

    String byline() {
        Double cost = pilot.costUsd();
        return String.join(
                " · ",
                pilot.rows() + " rows, " + pilot.templates().size() + " templates, seed " + pilot.seed(),
                String.format(Locale.ROOT, "%,d requests sent", pilot.requests()),
                cost == null ? "cost unknown" : "cost " + Figures.dollars(cost),
                pilot.finished(),
                "Scholium " + pilot.scholiumVersion());
    }

    List<String> warnings() {
        return pilot.warnings();
    }

    List<Table> tables() {
        return new PilotTables(pilot).all();
    }

    String legend() {
        return LEGEND;
    }

    String command() {
        return pilot.command();
    }
}
