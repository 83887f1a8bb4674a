package dev.scholium.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a report shows of {@code manifest.json}; every key may be missing, and others are ignored. */
record Manifest(
        @Nullable String name,
        @Nullable String note,
        @Nullable String command,
        @Nullable String status,
        @Nullable String started,
        @Nullable String finished,
        @Nullable Double seconds,
        @Nullable String scholiumVersion,
        @Nullable String java,
        @Nullable String os,
        @Nullable String cpu,
        @Nullable Integer cores,
        @Nullable String gitCommit,
        @Nullable List<Input> inputs,
        @Nullable List<Stage> stages,
        @Nullable List<Prompt> prompts,
        @Nullable List<Rationales> rationales,
        @Nullable List<NewRows> augmentations,
        @Nullable List<Money> money,
        @Nullable List<TrialFigures> trials,
        @Nullable List<Touch> splitTouched,
        @Nullable List<Session> sessions) {

    /** A process that worked on the run; one that was killed has no end, and its time is not counted. */
    record Session(@Nullable String finished) {}

    /** {@return how long the sessions took whose time is known, in words; empty without any} */
    String time() {
        if (seconds == null) {
            return "";
        }
        long killed = orNone(sessions).stream()
                        .filter(session -> session.finished() == null)
                        .count()
                - ("running".equals(status) ? 1 : 0); // the one that is at work
        return Figures.seconds(seconds)
                + (killed == 0
                        ? ""
                        : " without " + killed + (killed == 1 ? " session" : " sessions") + " that ended by a kill");
    }

    /** A trial's student saw a split. */
    record Touch(
            @Nullable String split,
            @Nullable String trial,
            @Nullable String time) {}

    /** One file that the run read. */
    record Input(
            @Nullable String file,
            @Nullable String sha256,
            @Nullable Long rows,
            @Nullable String split,
            @Nullable Long badRows,
            @Nullable Long unlabelled) {}

    /** The template that one source of rationales asked by. */
    record Prompt(
            @Nullable String source,
            @Nullable String template,
            @Nullable String version,
            @Nullable String sha256) {}

    /** How long one stage took. */
    record Stage(@Nullable String name, @Nullable Double seconds) {}

    /** What one source of rationales gave for one split, and what it cost. */
    record Rationales(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String split,
            @Nullable Long rows,
            @Nullable Long accepted,
            @Nullable Long rejected,
            @Nullable Long requests,
            @Nullable Long fromJournal,
            @Nullable Long deduplicated,
            @Nullable Long promptTokens,
            @Nullable Long completionTokens,
            @Nullable Double costUsd,
            @Nullable Double agreement,
            @Nullable Map<String, Long> rejectedByReason,
            @Nullable Map<String, Long> foundByCheck,
            @Nullable Judge judge) {}

    /** What a judge made of one source's rationales. */
    record Judge(
            @Nullable Long judged,
            @Nullable Long unusable,
            @Nullable Long unanswered,
            @Nullable Long otherLabel,
            @Nullable Double faithfulness,
            @Nullable Double usefulness) {}

    /** What a teacher cost. */
    record Money(
            @Nullable String teacher,
            @Nullable String price,
            @Nullable String priceOrigin,
            @Nullable Double spentUsd,
            @Nullable Double budgetUsd) {}

    /** New training rows that one augmentation made, and what they cost. */
    record NewRows(
            @Nullable String name,
            @Nullable String method,
            @Nullable Long rows,
            @Nullable Long made,
            @Nullable Long rejected,
            @Nullable Long requests,
            @Nullable Long fromJournal,
            @Nullable Double costUsd,
            @Nullable Map<String, Long> rejectedByReason) {}

    /** What one training came to. */
    record TrialFigures(
            @Nullable String id,
            @Nullable String system,
            @Nullable Long seed,
            @Nullable Long parameters,
            @Nullable Long steps,
            @Nullable Long bestStep,
            @Nullable Double bestAccuracy,
            @Nullable Double trainSeconds,
            @Nullable Double trainSamplesPerSecond) {}

    /** The list, or none where the manifest has none. */
    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
