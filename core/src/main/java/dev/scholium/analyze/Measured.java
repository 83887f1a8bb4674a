package dev.scholium.analyze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rationales of one writer on one split with their properties.
 *
 * @param writer {@code teacher SOURCE} or {@code student SYSTEM}
 * @param kind what kind of rationale
 * @param split which rows
 * @param rationales in the order of the file
 * @param properties of each, in the same order
 */
record Measured(
        String writer,
        String kind,
        String split,
        List<WrittenRationale> rationales,
        List<Map<String, Double>> properties) {

    static Measured of(
            String writer, String kind, String split, List<WrittenRationale> rationales, Properties measure) {
        return new Measured(
                writer,
                kind,
                split,
                rationales,
                rationales.stream().map(measure::of).toList());
    }

    /** {@return the places of the rationales by their rows' uids} */
    Map<String, Integer> places() {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < rationales.size(); i++) {
            places.put(rationales.get(i).uid(), i);
        }
        return places;
    }

    /** {@return the group's figures} */
    Analysis.Group group(List<String> labels) {
        Map<String, Analysis.Spread> spreads = new LinkedHashMap<>();
        for (String property : properties.get(0).keySet()) {
            Map<String, Distribution> byLabel = new LinkedHashMap<>();
            for (String label : labels) {
                double[] ofLabel = numbers(property, label);
                if (ofLabel.length > 0) {
                    byLabel.put(label, Distribution.of(ofLabel));
                }
            }
            spreads.put(property, new Analysis.Spread(Distribution.of(numbers(property, "")), byLabel));
        }
        return new Analysis.Group(writer, kind, split, rationales.size(), spreads);
    }

    private double[] numbers(String property, String label) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < rationales.size(); i++) {
            if (label.isEmpty() || rationales.get(i).label().equals(label)) {
                numbers.add(properties.get(i).getOrDefault(property, 0.0));
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
