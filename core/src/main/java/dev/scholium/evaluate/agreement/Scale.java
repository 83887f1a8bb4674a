package dev.scholium.evaluate.agreement;

/** How far apart two ratings of a row are, and so how much of a disagreement they are. */
public enum Scale {
    /** Equal or not: categories without an order. */
    NOMINAL,
    /** By how many ratings lie between them: an order without distances. */
    ORDINAL,
    /** By the square of their difference: numbers with distances. */
    INTERVAL;

    /**
     * The squared distances of Krippendorff's alpha.
     *
     * @param frequencies how often each category occurs among pairable ratings
     * @param table of the ratings
     * @return for two categories the squared distance
     */
    double[][] distances(double[] frequencies, RatingTable table) {
        int count = frequencies.length;
        double[][] distances = new double[count][count];
        for (int low = 0; low < count; low++) {
            double between = frequencies[low] / 2;
            for (int high = low + 1; high < count; high++) {
                double difference = table.value(high) - table.value(low);
                double ordinal = between + frequencies[high] / 2;
                distances[low][high] = switch (this) {
                    case NOMINAL -> 1;
                    case ORDINAL -> ordinal * ordinal;
                    case INTERVAL -> difference * difference;
                };
                distances[high][low] = distances[low][high];
                between += frequencies[high];
            }
        }
        return distances;
    }
}
