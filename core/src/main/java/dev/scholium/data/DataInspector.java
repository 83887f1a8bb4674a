package dev.scholium.data;

import dev.scholium.data.DataInspection.FileInspection;
import dev.scholium.data.DataInspection.Lengths;
import dev.scholium.data.DataInspection.Overlap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;

/** Looks at data files before anything is spent on them. */
public final class DataInspector {

    private static final int EXAMPLES = 5;
    private static final TokenCounter WORDS =
            text -> new TokenCounter.Count(text.isBlank() ? 0 : text.strip().split("\\s+").length, 0);

    private final Function<Example, String> source;
    private final TokenCounter counter;
    private final boolean countsTokens;
    private final int maxSourceTokens;
    private final long seed;

    private DataInspector(
            Function<Example, String> source,
            TokenCounter counter,
            boolean countsTokens,
            int maxSourceTokens,
            long seed) {
        this.source = source;
        this.counter = counter;
        this.countsTokens = countsTokens;
        this.maxSourceTokens = maxSourceTokens;
        this.seed = seed;
    }

    /**
     * An inspector that measures texts as a student reads them.
     *
     * @param source what the student reads for a row
     * @param counter counts its tokens
     * @param maxSourceTokens tokens that it reads, positive
     * @param seed draws the examples
     * @return the inspector
     */
    public static DataInspector byTokens(
            Function<Example, String> source, TokenCounter counter, int maxSourceTokens, long seed) {
        return new DataInspector(source, counter, true, maxSourceTokens, seed);
    }

    /**
     * An inspector for when there is no tokenizer: it counts words between blanks.
     *
     * @param source what the student reads for a row
     * @param maxSourceTokens tokens that it would read, positive
     * @param seed draws the examples
     * @return the inspector
     */
    public static DataInspector byWords(Function<Example, String> source, int maxSourceTokens, long seed) {
        return new DataInspector(source, WORDS, false, maxSourceTokens, seed);
    }

    /**
     * Inspects files. Bad rows are counted and left out.
     *
     * @param sources files of one task
     * @return what they hold
     * @throws dev.scholium.failure.ScholiumException if a file cannot be read
     */
    public DataInspection inspect(List<DataSource> sources) {
        List<FileInspection> files = new ArrayList<>();
        List<Overlap> overlaps = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        for (DataSource file : sources) {
            LoadedDataset loaded = Dataset.read(file);
            Content content = new Content(file, new HashSet<>(), new HashSet<>());
            files.add(inspect(file, loaded, content));
            contents.forEach(earlier -> overlaps.add(overlap(earlier, file, loaded.examples())));
            contents.add(content);
        }
        return new DataInspection(files, overlaps);
    }

    private FileInspection inspect(DataSource file, LoadedDataset loaded, Content content) {
        Map<String, Long> labels = new LinkedHashMap<>();
        file.labels().names().forEach(label -> labels.put(label, 0L));
        long duplicates = 0;
        long repeated = 0;
        for (Example example : loaded.examples()) {
            labels.merge(example.label(), 1L, Long::sum);
            duplicates += content.rows.add(List.copyOf(example.fields().values())) ? 0 : 1;
            repeated += content.firstFields.add(firstField(file, example)) ? 0 : 1;
        }
        return new FileInspection(
                file.file().toString(),
                loaded.format(),
                loaded.examples().size(),
                loaded.badRowCount(),
                loaded.badRows().stream()
                        .limit(EXAMPLES)
                        .map(RowProblem::toString)
                        .toList(),
                loaded.unlabelled(),
                labels,
                lengths(loaded.examples()),
                duplicates,
                repeated,
                draw(loaded.examples()));
    }

    private Lengths lengths(List<Example> examples) {
        int[] lengths = new int[examples.size()];
        long tokens = 0;
        long unknown = 0;
        long truncated = 0;
        for (int i = 0; i < lengths.length; i++) {
            TokenCounter.Count count = counter.count(source.apply(examples.get(i)));
            lengths[i] = count.tokens();
            tokens += count.tokens();
            unknown += count.unknown();
            truncated += count.tokens() > maxSourceTokens ? 1 : 0;
        }
        Arrays.sort(lengths);
        return new Lengths(
                countsTokens ? "tokens" : "words",
                percentile(lengths, 0),
                percentile(lengths, 50),
                percentile(lengths, 95),
                percentile(lengths, 99),
                percentile(lengths, 100),
                countsTokens ? share(unknown, tokens) : null,
                maxSourceTokens,
                countsTokens ? share(truncated, lengths.length) : null);
    }

    /** The nearest-rank percentile: the smallest value that at least {@code percent} % of all are not above. */
    private static int percentile(int[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) (((long) percent * sorted.length + 99) / 100);
        return sorted[Math.max(1, rank) - 1];
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }

    private List<Example> draw(List<Example> examples) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> drawn = new TreeSet<>();
        while (drawn.size() < Math.min(EXAMPLES, examples.size())) {
            drawn.add(random.nextInt(examples.size()));
        }
        return drawn.stream().map(examples::get).toList();
    }

    private static Overlap overlap(Content first, DataSource second, List<Example> examples) {
        long sameFirst = examples.stream()
                .filter(example -> first.firstFields.contains(firstField(second, example)))
                .count();
        long same = examples.stream()
                .filter(example ->
                        first.rows.contains(List.copyOf(example.fields().values())))
                .count();
        return new Overlap(
                first.source.file().toString(),
                second.file().toString(),
                second.fields().get(0),
                sameFirst,
                share(sameFirst, examples.size()),
                same,
                share(same, examples.size()));
    }

    private static String firstField(DataSource source, Example example) {
        return example.field(source.fields().get(0));
    }

    /** What a file says, for comparison with those after it. */
    private record Content(DataSource source, Set<String> firstFields, Set<List<String>> rows) {}
}
