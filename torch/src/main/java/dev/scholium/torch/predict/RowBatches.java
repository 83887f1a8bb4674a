package dev.scholium.torch.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares rows out in batches, so that all workers have as much to do. */
final class RowBatches {

    private RowBatches() {}

    /**
     * Makes batches, as many for each worker and all of a size. Where each worker gets one, all have rows of all
     * lengths; where there are more, rows of like length share one, the longest first: what does not fit into memory
     * fails at once.
     *
     * @param lengths of the rows, in tokens
     * @param largest rows of a batch, at least 1
     * @param workers who compute batches side by side, at least 1
     * @return numbers of the rows of each batch, the longest first; none empty
     */
    static List<List<Integer>> of(int[] lengths, int largest, int workers) {
        List<Integer> order = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> -lengths[row]))
                .toList();
        int rows = lengths.length;
        int each = ceil(ceil(rows, largest), workers); // batches of each worker
        int count = Math.min(each * workers, rows);
        List<List<Integer>> batches = new ArrayList<>(count);
        for (int batch = 0; batch < count; batch++) {
            int number = batch;
            batches.add(
                    count <= workers
                            ? IntStream.iterate(number, place -> place < rows, place -> place + count)
                                    .mapToObj(order::get)
                                    .toList()
                            : order.subList(start(number, count, rows), start(number + 1, count, rows)));
        }
        return List.copyOf(batches);
    }

    /** The place of a batch's first row where sizes differ by one at most. */
    private static int start(int batch, int count, int rows) {
        return Math.toIntExact((long) batch * rows / count);
    }

    private static int ceil(int number, int divisor) {
        return number == 0 ? 0 : (number - 1) / divisor + 1; // their sum may be no int
    }
}
