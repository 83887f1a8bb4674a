package dev.scholium.report;

import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.Share;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows whether students' labels heed their rationales. */
final class FaithfulnessTable {

    private static final String NONE = "–";

    private FaithfulnessTable() {}

    /** One row a student. */
    static Table of(Faithfulness found, @Nullable Results results) {
        return Table.of(
                "Labels and rationales on the " + found.split() + " split",
                "System|Seed#|Layout|Change when blanked#|95 % interval#|Change when swapped#|95 % interval#"
                        + "|Follow the swapped#|95 % interval#|Argue for the label#|95 % interval#|By chance#|In words|Remarks",
                found.students().stream()
                        .map(student -> row(
                                student,
                                results != null
                                        && results.hasCollapsed(
                                                student.system(), student.trainingSeed(), found.split()))));
    }

    private static List<String> row(Faithfulness.OfStudent student, boolean collapsed) {
        Faithfulness.Intervention done = student.intervention();
        return List.of(
                student.system(),
                Long.toString(student.trainingSeed()),
                student.layout(),
                share(done, Faithfulness.Intervention::blanked),
                interval(done, Faithfulness.Intervention::blanked),
                share(done, Faithfulness.Intervention::swapped),
                interval(done, Faithfulness.Intervention::swapped),
                share(done, Faithfulness.Intervention::followed),
                interval(done, Faithfulness.Intervention::followed),
                Figures.percent(student.argument().own().share()),
                interval(student.argument().own()),
                Figures.percent(student.argument().byChance().share()),
                student.sentence(),
                collapsed ? "collapsed" : "");
    }

    private static String share(
            Faithfulness.@Nullable Intervention done, Function<Faithfulness.Intervention, Share> which) {
        return done == null ? NONE : Figures.percent(which.apply(done).share());
    }

    private static String interval(
            Faithfulness.@Nullable Intervention done, Function<Faithfulness.Intervention, Share> which) {
        return done == null ? NONE : interval(which.apply(done));
    }

    private static String interval(Share share) {
        return share.ci() == null ? NONE : Figures.percents(share.ci());
    }
}
