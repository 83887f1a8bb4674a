package dev.scholium.augment.rows;

import dev.scholium.augment.Rounds;
import dev.scholium.data.Example;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.price.Usd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes new rows for the training split until all rows were tried or a limit is reached.
 *
 * <p>What is taken depends on the rows, the seed and the journal alone, never on time: the files are the same bytes
 * however often the asking was interrupted. Rows are asked about in blocks that are no larger than what is still
 * missing, so that a limit also limits what is paid.
 */
public final class RowAugmenter {

    private final Progress progress;

    /**
     * An augmenter.
     *
     * @param progress advances by one a question
     */
    public RowAugmenter(Progress progress) {
        this.progress = progress;
    }

    /**
     * Makes new rows.
     *
     * @param job which
     * @return what it brought
     * @throws ScholiumException if a template does not fit the task, the teacher cannot be asked any further, a limit
     *     of cost needs a price that is not known, a file cannot be written, or the thread was interrupted
     */
    public RowSummary augment(RowJob job) {
        Work work = new Work(job, RowMaker.of(job), asker(job.source()));
        try {
            // the new rows' file comes into place last: where it is, both are whole
            AtomicFile.write(
                    job.file(),
                    made -> AtomicFile.write(job.rejectedFile(), rejected -> {
                        try (RowWriter writer = new RowWriter(job, made, rejected, work.counts)) {
                            work.run(writer);
                        }
                    }));
        } catch (ScholiumException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) { // files close themselves when their thread is interrupted
                throw new ScholiumException(
                        ExitCode.INTERRUPTED, "interrupted: run the same command again to go on", e);
            }
            throw e;
        }
        return work.summary();
    }

    private static Optional<Asker> asker(RowSource source) {
        return source instanceof RowSource.Taught taught ? Optional.of(taught.asker()) : Optional.empty();
    }

    /** One call of {@link #augment}. */
    private final class Work {
        private final RowJob job;
        private final RowMaker maker;
        private final Optional<Asker> asker;
        private final RowWriter.Counts counts = new RowWriter.Counts();
        private AskSummary asking = AskSummary.NONE;

        Work(RowJob job, RowMaker maker, Optional<Asker> asker) {
            this.job = job;
            this.maker = maker;
            this.asker = asker;
            if (job.limits().costUsd() != null
                    && asker.map(one -> one.price().price() == null).orElse(true)) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        "augmentations." + job.name() + ".cost_usd needs a teacher whose price is known; give"
                                + " teacher.price_input and teacher.price_output");
            }
        }

        void run(RowWriter writer) throws IOException {
            List<Example> order = job.order();
            for (int at = 0; at < order.size() && !isEnough(); ) {
                List<Example> block = order.subList(at, (int) Math.min(order.size(), (long) at + blockSize()));
                asker.ifPresent(one -> ask(one, block));
                for (Example parent : block) {
                    if (!isEnough()) {
                        writer.parent();
                        take(parent, writer);
                    }
                }
                at += block.size();
            }
        }

        private boolean isEnough() {
            return job.limits().isReached(counts.made(), maker.cost());
        }

        private int blockSize() {
            int cautious =
                    asker.map(one -> one.config().maxConcurrentRequests()).orElse(1);
            return job.limits().blockSize(job.perRow(), counts.made(), counts.parents(), maker.cost(), cautious);
        }

        private void ask(Asker one, List<Example> block) {
            asking = asking.plus(new Rounds(one, job.name())
                    .ask(
                            wishes(block).flatMap(wish -> maker.firstQuestion(wish.parent(), wish.number()).stream()),
                            (long) block.size() * job.perRow(),
                            () -> wishes(block)
                                    .flatMap(wish -> maker.openQuestion(wish.parent(), wish.number()).stream()),
                            progress));
        }

        /** A new row that is wished for. */
        private record Wish(Example parent, int number) {}

        private Stream<Wish> wishes(List<Example> block) {
            return block.stream()
                    .flatMap(parent ->
                            IntStream.rangeClosed(1, job.perRow()).mapToObj(number -> new Wish(parent, number)));
        }

        private void take(Example parent, RowWriter writer) throws IOException {
            for (int number = 1; number <= job.perRow() && !isEnough(); number++) {
                writer.write(parent, maker.of(parent, number));
            }
        }

        RowSummary summary() {
            Usd cost = maker.cost();
            return new RowSummary(
                    job.name(),
                    job.source().method(),
                    counts.parents(),
                    counts.made(),
                    counts.rejectedByReason(),
                    asker.isPresent() ? asking : null,
                    maker.usage(),
                    cost == null ? null : cost.dollars());
        }
    }
}
