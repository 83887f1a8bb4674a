package dev.scholium.report;

import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Mean dev accuracy of a sweep's points by split ratio and learning rate, for one setting of everything else.
 *
 * @param caption what else is set
 * @param rates learning rates, the columns
 * @param lines one for each label's share in the loss
 */
record HeatMap(String caption, List<String> rates, List<Line> lines) {

    private static final String RATIO = "training.split_ratio";
    private static final String RATE = "training.learning_rate";
    private static final String SEED = "seed"; // means are over seeds, also where they are an axis
    private static final int LEVELS = 9;

    /** All rates with one split ratio. */
    record Line(String share, List<Cell> cells) {}

    /**
     * One point.
     *
     * @param text accuracy in per cent, a mark for a collapsed student; a dash where there is none
     * @param level how good it is among the sweep's points, in {@code [0, 9]}
     */
    record Cell(String text, int level) {}

    /** One map for each setting of the other keys; none where no grid of ratio and rate was swept. */
    static List<HeatMap> of(SweepResults sweep) {
        List<SweepRow> done = sweep.compared().stream().filter(SweepRow::isDone).toList();
        Map<String, List<SweepRow>> byRest = done.stream()
                .filter(row ->
                        row.settings().containsKey(RATIO) && row.settings().containsKey(RATE))
                .collect(Collectors.groupingBy(HeatMap::rest, LinkedHashMap::new, Collectors.toList()));
        double low = done.stream().mapToDouble(HeatMap::accuracy).min().orElse(0);
        double high = done.stream().mapToDouble(HeatMap::accuracy).max().orElse(1);
        return byRest.entrySet().stream()
                .map(map -> map(map.getKey(), map.getValue(), low, high))
                .toList();
    }

    /** The same on a page of several runs. */
    HeatMap of(String run) {
        return new HeatMap(run + ": " + caption, rates, lines);
    }

    /** {@return the same without shades} */
    Table asTable() {
        return Table.of(
                caption,
                "Label's share in the loss, by learning rate|"
                        + rates.stream().map(rate -> rate + "#").collect(Collectors.joining("|")),
                lines.stream()
                        .map(line -> Stream.concat(
                                        Stream.of(line.share()),
                                        line.cells().stream().map(Cell::text))
                                .toList()));
    }

    private static HeatMap map(String rest, List<SweepRow> rows, double low, double high) {
        List<BigDecimal> rates = new ArrayList<>(
                new TreeSet<>(rows.stream().map(row -> number(row, RATE)).toList()));
        List<Line> lines = new ArrayList<>();
        for (BigDecimal share :
                new TreeSet<>(rows.stream().map(row -> number(row, RATIO)).toList())) {
            List<Cell> cells = rates.stream()
                    .map(rate -> cell(
                            rows.stream()
                                    .filter(row -> number(row, RATIO).compareTo(share) == 0
                                            && number(row, RATE).compareTo(rate) == 0)
                                    .toList(),
                            low,
                            high))
                    .toList();
            lines.add(new Line(share.toPlainString(), cells));
        }
        return new HeatMap(
                "Dev accuracy in per cent" + (rest.isEmpty() ? "" : ": " + rest),
                rates.stream().map(BigDecimal::toPlainString).toList(),
                lines);
    }

    private static Cell cell(List<SweepRow> seeds, double low, double high) {
        if (seeds.isEmpty()) {
            return new Cell("–", 0);
        }
        double mean = seeds.stream().mapToDouble(HeatMap::accuracy).average().orElse(0);
        boolean collapsed = seeds.stream().anyMatch(SweepRow::hasCollapsed);
        int level = high > low ? (int) Math.round(LEVELS * (mean - low) / (high - low)) : LEVELS;
        return new Cell(Figures.decimal(100 * mean, 1) + (collapsed ? " (collapsed)" : ""), level);
    }

    private static double accuracy(SweepRow row) {
        return row.score("accuracy");
    }

    private static String rest(SweepRow row) {
        return row.settings().entrySet().stream()
                .filter(setting -> !List.of(RATIO, RATE, SEED).contains(setting.getKey()))
                .map(setting -> setting.getKey() + " " + setting.getValue().asString(""))
                .collect(Collectors.joining(", "));
    }

    /** A split ratio is known by the label's share. */
    private static BigDecimal number(SweepRow row, String key) {
        JsonNode value = row.settings().get(key);
        JsonNode number = value != null && value.isObject() ? value.path("label") : value;
        return number == null ? BigDecimal.ZERO : new BigDecimal(number.asString("0")).stripTrailingZeros();
    }
}
