package dev.scholium.report;

import dev.scholium.evaluate.Comparison;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.file.Sha256;
import dev.scholium.report.Manifest.Input;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a student's model card, as Hugging Face's hub shows it: data, recipe, scores with signatures, limits.
 *
 * <p>What only people know stays open: the licence, and the names of languages and data sets. No path of the machine
 * that trained is named.
 *
 * @see <a href="https://arxiv.org/abs/1810.03993">Mitchell et al. 2019, Model Cards for Model Reporting</a>
 */
final class ModelCard {

    private static final int SHORT_HASH = 12; // characters of a SHA-256 that a signature names

    private final RunContents run;
    private final Trial trial;
    private final Map<String, String> hashes;
    private final StringBuilder out = new StringBuilder();

    /**
     * A card.
     *
     * @param run the student's run
     * @param trial its training
     * @param hashes SHA-256 of the student's files by name
     */
    ModelCard(RunContents run, Trial trial, Map<String, String> hashes) {
        this.run = run;
        this.trial = trial;
        this.hashes = hashes;
    }

    /** {@return the card as Markdown with a head of YAML} */
    String text() {
        CardRecipe recipe = new CardRecipe(run.recipe(), trial.system());
        head(recipe);
        line("# " + MarkdownReport.escape(name() + ", " + trial.id()));
        line(MarkdownReport.escape("A T5 that says a label" + (labelsOnly() ? "" : " and why")
                + ". Trained by Scholium " + Figures.text(run.manifest().scholiumVersion()) + " on "
                + (labelsOnly() ? "labels alone" : "labels and rationales (" + trial.rationaleKind() + ")") + ", seed "
                + trial.seed() + "."));
        note();
        use(recipe);
        table("Data", data());
        if (!labelsOnly()) {
            table("Rationales", prompts(recipe.rationales()));
        }
        line("## Recipe");
        line("Of the run's `recipe.yaml`, what concerns this student, without the names of folders:");
        out.append(MarkdownReport.code(recipe.text()));
        scores();
        limits();
        table("Files", files());
        line("## Licence");
        line("To be filled in, here and at `license` above: that of the base model, of the data, and the terms of the"
                + " teacher whose rationales were learnt from bear on it.");
        return out.toString();
    }

    private void head(CardRecipe recipe) {
        line("""
                ---
                # license: to be filled in, see the last section
                # language: to be filled in
                # datasets: to be filled in
                library_name: transformers
                pipeline_tag: text2text-generation
                tags: [scholium, t5, rationales]""");
        out.setLength(out.length() - 1);
        recipe.baseModel()
                .ifPresent(model -> out.append("base_model: ").append(model).append('\n'));
        line("---");
    }

    private String name() {
        return Objects.requireNonNullElse(run.manifest().name(), run.folder());
    }

    private boolean labelsOnly() {
        return trial.rationaleKind().equals("none");
    }

    private void note() {
        @Nullable String note = run.manifest().note();
        if (note != null && !note.isBlank()) {
            line("> " + MarkdownReport.escape(note));
        }
    }

    private void use(CardRecipe recipe) {
        line("## Use");
        line("The input is `" + recipe.source().replace("`", "'") + "`; " + MarkdownReport.escape(recipe.output())
                + ".");
        out.append(MarkdownReport.code("""
                from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

                tokenizer = AutoTokenizer.from_pretrained(folder)
                model = AutoModelForSeq2SeqLM.from_pretrained(folder)
                ids = model.generate(**tokenizer(text, return_tensors="pt"), max_new_tokens=128)
                print(tokenizer.decode(ids[0], skip_special_tokens=True))
                """));
        line("Or, with many rows and the labels' scores: `scholium predict FOLDER rows.jsonl`.");
    }

    private Table data() {
        return Table.of(
                "What was read",
                "Split|File|Rows#|SHA-256",
                inputs().map(input -> List.of(
                        Figures.text(input.split()),
                        lastName(Figures.text(input.file())),
                        Figures.count(input.rows()),
                        Figures.text(input.sha256()))));
    }

    private Stream<Input> inputs() {
        return Manifest.orNone(run.manifest().inputs()).stream();
    }

    private static String lastName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private Table prompts(String source) {
        return Table.of(
                "Template that asked the teacher",
                "Source|Template|Version|SHA-256",
                Manifest.orNone(run.manifest().prompts()).stream()
                        .filter(prompt -> source.equals(prompt.source()))
                        .map(prompt -> List.of(
                                Figures.text(prompt.source()),
                                Figures.text(prompt.template()),
                                Figures.text(prompt.version()),
                                Figures.text(prompt.sha256()))));
    }

    private Table files() {
        return Table.of(
                "What this folder holds",
                "File|SHA-256",
                hashes.entrySet().stream().map(file -> List.of(file.getKey(), file.getValue())));
    }

    private List<SystemResult> mine() {
        @Nullable Results results = run.results();
        return results == null
                ? List.of()
                : results.systems().stream()
                        .filter(system -> system.name().equals(trial.system()) && system.seed() == trial.seed())
                        .toList();
    }

    private void scores() {
        line("## Scores");
        if (mine().isEmpty()) {
            line("Not evaluated.");
            return;
        }
        out.append(MarkdownReport.of(Table.of(
                "By split",
                "Split|Rows#|Accuracy#|95 % interval#|Always the most frequent label#|Macro-F1#|Without a label#|BLEU#",
                mine().stream()
                        .map(system -> List.of(
                                system.split(),
                                Figures.count(system.rows()),
                                Figures.percent(system.accuracy()),
                                Figures.percents(system.accuracyCi()),
                                Figures.percent(system.majorityAccuracy()),
                                Figures.decimal(system.macroF1(), 3),
                                Figures.percent(system.malformedRate()),
                                Figures.decimal(system.bleu(), 2))))));
        mine().forEach(system -> {
            line("`" + signature(system) + "`");
            if (system.bleuSignature() != null) {
                line("BLEU on " + system.split() + ": `" + system.bleuSignature() + "`");
            }
        });
        Objects.requireNonNull(run.results()).comparisons().stream()
                .filter(comparison -> comparison.a().equals(trial.system()) && comparison.seed() == trial.seed())
                .forEach(comparison -> line(MarkdownReport.escape(verdict(comparison))));
    }

    /** What an accuracy depends on, in the form of sacreBLEU's signatures. */
    private String signature(SystemResult system) {
        String data = inputs().filter(input -> system.split().equals(input.split()))
                .map(input -> Figures.text(input.sha256()))
                .findFirst()
                .orElse("unknown");
        return String.format(
                Locale.ROOT,
                "accuracy:%.4f|label:generated|ci:wilson-95:%.4f-%.4f|split:%s|n:%d|data:sha256:%s|seed:%d"
                        + "|student:sha256:%s|impl:scholium-%s",
                system.accuracy(),
                system.accuracyCi().low(),
                system.accuracyCi().high(),
                system.split(),
                system.rows(),
                shortened(data),
                system.seed(),
                shortened(weights()),
                Figures.text(run.manifest().scholiumVersion()));
    }

    private String weights() {
        Map<String, String> ofWeights = new TreeMap<>(hashes);
        ofWeights.keySet().removeIf(name -> !name.endsWith(".safetensors"));
        return ofWeights.isEmpty() ? "unknown" : Sha256.ofFiles(ofWeights);
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    }

    private static String verdict(Comparison comparison) {
        return "Against " + comparison.b() + " on " + comparison.split() + ": "
                + Figures.points(comparison.difference()) + " points [" + Figures.points(comparison.ci()) + "], "
                + comparison.verdict() + " (" + comparison.test() + " with Holm's correction, p "
                + Figures.pValue(comparison.pValueHolm()) + ")."
                + Optional.ofNullable(comparison.warning())
                        .map(warning -> " Caution: " + warning)
                        .orElse("");
    }

    private void limits() {
        line("## Limits");
        mine().stream()
                .filter(SystemResult::collapsed)
                .forEach(system -> line("- On " + system.split() + " it has **collapsed**: most answers are "
                        + MarkdownReport.escape(system.majorityAnswer()) + "."));
        line(
                "- The scores are of the rows named above; what it does on other text, other domains and other languages was"
                        + " not measured.");
        line(
                "- It was not examined for bias or harmful output. It repeats what its base model, its data and its teacher"
                        + " had of both.");
        if (!labelsOnly()) {
            line("- A rationale is text that a teacher's style taught it; it need be neither true nor the cause of the"
                    + " label.");
        }
    }

    private void table(String heading, Table table) {
        line("## " + heading);
        out.append(table.isEmpty() ? "None.\n\n" : MarkdownReport.of(table));
    }

    private void line(String text) {
        out.append(text).append("\n\n");
    }
}
