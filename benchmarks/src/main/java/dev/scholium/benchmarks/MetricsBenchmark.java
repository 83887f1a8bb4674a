package dev.scholium.benchmarks;

import dev.scholium.evaluate.Bleu;
import dev.scholium.evaluate.BleuScore;
import dev.scholium.evaluate.BleuSettings;
import dev.scholium.evaluate.PairedBootstrap;
import dev.scholium.evaluate.RowNumbers;
import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * How many pairs of texts a second BLEU scores, beside sacreBLEU where the environment variable {@code SCHOLIUM_PYTHON}
 * names a Python that has it.
 *
 * <p>The pairs are e-SNLI's explanations where {@code SCHOLIUM_DATA} names the folder of real data, made-up sentences
 * otherwise. Both sides see the same pairs at the default settings, in one thread; ends with one line of JSON.
 */
public final class MetricsBenchmark {

    private static final int PAIRS = 9_842; // as many as e-SNLI's validation rows
    private static final double SECONDS = 3;
    private static final int RESAMPLED_PAIRS = 3200; // as many as ANLI's three test splits together

    /** One pass with cold caches: its tokenizers remember texts, so that a second pass would measure a dictionary. */
    private static final String SACREBLEU = """
            import json, sys, time
            import sacrebleu
            from sacrebleu.metrics import BLEU
            pairs = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
            hypotheses, references = [p[0] for p in pairs], [[p[1] for p in pairs]]
            begin = time.perf_counter()
            score = BLEU().corpus_score(hypotheses, references).score
            seconds = time.perf_counter() - begin
            print(json.dumps({"pairs_per_second": len(pairs) / seconds, "bleu": score, "version": sacrebleu.__version__}))
            """;

    private MetricsBenchmark() {}

    /**
     * Runs the comparison.
     *
     * @param arguments none
     * @throws IOException if the data cannot be read
     * @throws InterruptedException if it is interrupted while Python works
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Pairs pairs = pairs();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("benchmark", "metrics");
        line.put("pairs", pairs.hypotheses().size());
        line.put("texts", pairs.texts());
        Bleu bleu = new Bleu(BleuSettings.defaults());
        pairsPerSecond(bleu, pairs); // warms up
        line.put("bleu_pairs_per_second", Math.round(pairsPerSecond(bleu, pairs)));
        BleuScore score = bleu.corpus(pairs.hypotheses(), pairs.references());
        line.put("bleu", score.score());
        line.put("bleu_signature", score.signature());
        line.put("resamples_seconds", resamplesSeconds(bleu, pairs));
        String python = System.getenv("SCHOLIUM_PYTHON");
        if (python != null && !python.isBlank()) {
            sacrebleu(python, pairs).ifPresent(other -> {
                line.put(
                        "sacrebleu_pairs_per_second",
                        Math.round(other.get("pairs_per_second").asDouble()));
                line.put("sacrebleu", other.get("bleu").asDouble());
                line.put("sacrebleu_version", other.get("version").asString());
            });
        }
        System.out.println(Json.line(line));
    }

    private static double pairsPerSecond(Bleu bleu, Pairs pairs) {
        long begin = System.nanoTime();
        long scored = 0;
        double seconds = 0;
        while (seconds < SECONDS) {
            bleu.corpus(pairs.hypotheses(), pairs.references());
            scored += pairs.hypotheses().size();
            seconds = (System.nanoTime() - begin) / 1e9;
        }
        return scored / seconds;
    }

    /** Seconds for 10,000 paired resamples of 3200 pairs: a system against itself with its rows moved on by one. */
    private static double resamplesSeconds(Bleu bleu, Pairs pairs) {
        int rows = Math.min(RESAMPLED_PAIRS, pairs.hypotheses().size());
        RowNumbers a = new RowNumbers(bleu.summed());
        RowNumbers b = new RowNumbers(bleu.summed());
        Bleu.Corpus corpus = bleu.corpus();
        for (int row = 0; row < rows; row++) {
            List<String> references = pairs.references().get(row);
            a.add(corpus.numbers(pairs.hypotheses().get(row), references));
            b.add(corpus.numbers(pairs.hypotheses().get((row + 1) % rows), references));
        }
        PairedBootstrap.of(a, b, PairedBootstrap.RESAMPLES / 10, 1); // warms up
        long begin = System.nanoTime();
        PairedBootstrap.of(a, b, PairedBootstrap.RESAMPLES, 1);
        return (System.nanoTime() - begin) / 1e9;
    }

    private record Pairs(String texts, List<String> hypotheses, List<List<String>> references) {}

    private static Pairs pairs() throws IOException {
        String data = System.getenv("SCHOLIUM_DATA");
        if (data != null && Files.exists(Path.of(data, "esnli", "valid.jsonl"))) {
            return explanations(Path.of(data, "esnli", "valid.jsonl"));
        }
        SplittableRandom random = new SplittableRandom(1);
        List<String> hypotheses = new ArrayList<>();
        List<List<String>> references = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            hypotheses.add(sentence(random));
            references.add(List.of(sentence(random)));
        }
        return new Pairs("made up", hypotheses, references);
    }

    private static String sentence(SplittableRandom random) {
        StringBuilder sentence = new StringBuilder();
        int words = random.nextInt(6, 22);
        for (int i = 0; i < words; i++) {
            sentence.append(i == 0 ? "The" : " ").append(Integer.toString(random.nextInt(500, 1500), 36));
        }
        return sentence.append('.').toString();
    }

    private static Pairs explanations(Path file) throws IOException {
        List<String> hypotheses = new ArrayList<>();
        List<List<String>> references = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = Json.mapper().readTree(line);
                hypotheses.add(row.get("explanation_1").asString());
                references.add(List.of(row.get("explanation_2").asString()));
            }
        }
        return new Pairs("esnli/valid.jsonl", hypotheses, references);
    }

    /** What sacreBLEU says and how fast; nothing, and why, where that Python has none. */
    private static Optional<JsonNode> sacrebleu(String python, Pairs pairs) throws IOException, InterruptedException {
        Path file = Files.createTempFile("scholium-pairs", ".jsonl");
        try {
            try (BufferedWriter lines = Files.newBufferedWriter(file)) {
                for (int i = 0; i < pairs.hypotheses().size(); i++) {
                    lines.write(Json.line(List.of(
                            pairs.hypotheses().get(i), pairs.references().get(i).get(0))));
                    lines.write('\n');
                }
            }
            Process process = new ProcessBuilder(python, "-c", SACREBLEU, file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                System.err.println(
                        python + ": could not run sacreBLEU; it needs the package sacrebleu (SCHOLIUM_PYTHON)");
                return Optional.empty();
            }
            return Optional.of(Json.mapper().readTree(answer));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
