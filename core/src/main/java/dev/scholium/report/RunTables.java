package dev.scholium.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables about the run itself: cost, time, data, and how to repeat it. */
final class RunTables {

    private static final int MOST_LINES = 600;

    private final Manifest manifest;
    private final List<Trial> trials;

    RunTables(Manifest manifest, List<Trial> trials) {
        this.manifest = manifest;
        this.trials = trials;
    }

    Table cost() {
        return Table.of(
                "Rationales: what was asked, what came back, what it cost",
                "Source|Split|Rows#|Accepted#|Rejected#|Requests#|Journal#|Shared#|Prompt tokens#"
                        + "|Completion tokens#|Cost#|Agreement#",
                Manifest.orNone(manifest.rationales()).stream()
                        .map(source -> List.of(
                                Figures.text(source.name()) + kind(source.kind(), source.name()),
                                Figures.text(source.split()),
                                Figures.count(source.rows()),
                                Figures.count(source.accepted()),
                                Figures.count(source.rejected()),
                                Figures.count(source.requests()),
                                Figures.count(source.fromJournal()),
                                Figures.count(source.deduplicated()),
                                Figures.count(source.promptTokens()),
                                Figures.count(source.completionTokens()),
                                Figures.dollars(source.costUsd()),
                                Figures.percent(source.agreement()))));
    }

    private static String kind(@Nullable String kind, @Nullable String name) {
        return kind == null || kind.equals(name) ? "" : " (" + kind + ")";
    }

    Table money() {
        return Table.of(
                "What the teacher cost, over all sessions of the run",
                "Teacher|Spent#|Budget#|USD per million tokens|Prices from",
                Manifest.orNone(manifest.money()).stream()
                        .map(money -> List.of(
                                Figures.text(money.teacher()),
                                Figures.dollars(money.spentUsd()),
                                Figures.dollars(money.budgetUsd()),
                                Figures.text(money.price()),
                                Figures.text(money.priceOrigin()))));
    }

    Table rejections() {
        return Table.of(
                "Rejected rationales by reason",
                "Source|Split|Reason|Rows#",
                Manifest.orNone(manifest.rationales()).stream()
                        .flatMap(source -> reasons(source.rejectedByReason()).entrySet().stream()
                                .map(reason -> List.of(
                                        Figures.text(source.name()),
                                        Figures.text(source.split()),
                                        reason.getKey(),
                                        Figures.count(reason.getValue())))));
    }

    Table findings() {
        return Table.of(
                "Faults that checks found in rationales, rejected for them or not",
                "Source|Split|Check|Rows#",
                Manifest.orNone(manifest.rationales()).stream()
                        .flatMap(source -> reasons(source.foundByCheck()).entrySet().stream()
                                .map(check -> List.of(
                                        Figures.text(source.name()),
                                        Figures.text(source.split()),
                                        check.getKey(),
                                        Figures.count(check.getValue())))));
    }

    Table judgements() {
        return Table.of(
                "What a judge made of rationales; scores are means from 1 to 5",
                "Source|Split|Judged#|Faithfulness#|Usefulness#|For another label#|No usable judgement#|Not judged#",
                Manifest.orNone(manifest.rationales()).stream()
                        .filter(source -> source.judge() != null)
                        .map(source -> {
                            Manifest.Judge judge = Objects.requireNonNull(source.judge());
                            return List.of(
                                    Figures.text(source.name()),
                                    Figures.text(source.split()),
                                    Figures.count(judge.judged()),
                                    Figures.decimal(judge.faithfulness(), 2),
                                    Figures.decimal(judge.usefulness(), 2),
                                    Figures.count(judge.otherLabel()),
                                    Figures.count(judge.unusable()),
                                    Figures.count(judge.unanswered()));
                        }));
    }

    Table newRows() {
        return Table.of(
                "New training rows",
                "Augmentation|Method|Rows tried#|New rows#|Not taken#|Why not|Requests#|Journal#|Cost#",
                Manifest.orNone(manifest.augmentations()).stream()
                        .map(added -> List.of(
                                Figures.text(added.name()),
                                Figures.text(added.method()),
                                Figures.count(added.rows()),
                                Figures.count(added.made()),
                                Figures.count(added.rejected()),
                                reasons(added.rejectedByReason()).entrySet().stream()
                                        .map(reason -> reason.getKey() + ": " + reason.getValue())
                                        .collect(Collectors.joining("; ")),
                                Figures.count(added.requests()),
                                Figures.count(added.fromJournal()),
                                Figures.dollars(added.costUsd()))));
    }

    private static Map<String, Long> reasons(@Nullable Map<String, Long> reasons) {
        return reasons == null ? Map.of() : reasons;
    }

    Table time() {
        Stream<List<String>> stages = Manifest.orNone(manifest.stages()).stream()
                .map(stage -> List.of(Figures.text(stage.name()), Figures.seconds(stage.seconds())));
        Stream<List<String>> whole =
                manifest.seconds() == null ? Stream.empty() : Stream.of(List.of("whole run", manifest.time()));
        return Table.of("Time by stage", "Stage|Time#", Stream.concat(stages, whole));
    }

    Table training() {
        return Table.of(
                "Trainings",
                "Trial|System|Seed#|Parameters#|Steps#|Best step#|Best dev accuracy#|Collapsed there|Time#|Examples a second#",
                Manifest.orNone(manifest.trials()).stream()
                        .map(trial -> List.of(
                                Figures.text(trial.id()),
                                Figures.text(trial.system()),
                                trial.seed() == null ? "–" : trial.seed().toString(),
                                Figures.count(trial.parameters()),
                                Figures.count(trial.steps()),
                                Figures.count(trial.bestStep()),
                                Figures.percent(trial.bestAccuracy()),
                                hasCollapsed(trial) ? "collapsed" : "–",
                                Figures.seconds(trial.trainSeconds()),
                                Figures.decimal(trial.trainSamplesPerSecond(), 1))));
    }

    private boolean hasCollapsed(Manifest.TrialFigures training) {
        return trials.stream()
                .filter(trial -> trial.id().equals(training.id()))
                .flatMap(trial -> trial.metrics().stream())
                .anyMatch(line ->
                        Objects.equals(line.step(), training.bestStep()) && Boolean.TRUE.equals(line.evalCollapsed()));
    }

    Table data() {
        return Table.of(
                "Files that were read",
                "File|Split|Rows#|Bad rows skipped#|Unlabelled rows left out#|SHA-256",
                Manifest.orNone(manifest.inputs()).stream()
                        .map(input -> List.of(
                                Figures.text(input.file()),
                                Figures.text(input.split()),
                                Figures.count(input.rows()),
                                Figures.count(input.badRows()),
                                Figures.count(input.unlabelled()),
                                Figures.text(input.sha256()))));
    }

    Table versions() {
        List<List<String>> rows = new ArrayList<>();
        add(rows, "Started", manifest.started());
        add(rows, "Finished", manifest.finished());
        add(rows, "Scholium", manifest.scholiumVersion());
        add(rows, "Commit", manifest.gitCommit());
        add(rows, "Java", manifest.java());
        add(rows, "System", manifest.os());
        add(rows, "Processor", processor());
        add(rows, "Seeds", seeds());
        add(rows, "Test split touched", touched());
        return new Table("Versions, machine and seeds", List.of("What", "Value"), rows);
    }

    private static void add(List<List<String>> rows, String what, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            rows.add(List.of(what, value));
        }
    }

    private @Nullable String processor() {
        Integer cores = manifest.cores();
        if (cores == null) {
            return manifest.cpu();
        }
        return (manifest.cpu() == null ? "" : manifest.cpu() + ", ") + cores + (cores == 1 ? " core" : " cores");
    }

    private String seeds() {
        return String.join(
                ", ",
                trials.stream()
                        .map(trial -> Long.toString(trial.seed()))
                        .distinct()
                        .toList());
    }

    private String touched() {
        List<Manifest.Touch> touches = manifest.splitTouched();
        return touches == null
                ? ""
                : touches.stream()
                        .filter(touch -> "test".equals(touch.split()))
                        .map(touch -> touch.trial() + " at " + touch.time())
                        .collect(Collectors.joining("; "));
    }

    /** The figures of the curves, for readers without a picture; of long trainings only the evaluations. */
    Table curves() {
        boolean isLong =
                trials.stream().mapToInt(trial -> trial.metrics().size()).sum() > MOST_LINES;
        return Table.of(
                isLong ? "Dev accuracy while training" : "Loss and dev accuracy while training",
                "Trial|Step#|Loss#|Label loss#|Rationale loss#|Dev accuracy#|Majority share#|Dev BLEU#",
                trials.stream()
                        .flatMap(trial -> trial.metrics().stream()
                                .filter(line -> !isLong || line.evalAccuracy() != null)
                                .map(line -> List.of(
                                        trial.id(),
                                        Figures.count(line.step()),
                                        Figures.decimal(line.loss(), 4),
                                        Figures.decimal(line.lossLabel(), 4),
                                        Figures.decimal(line.lossRationale(), 4),
                                        Figures.percent(line.evalAccuracy()),
                                        Figures.percent(line.evalMajorityShare()),
                                        Figures.decimal(line.evalBleu(), 1)))));
    }
}
