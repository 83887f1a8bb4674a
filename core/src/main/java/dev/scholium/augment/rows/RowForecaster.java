package dev.scholium.augment.rows;

import dev.scholium.augment.Ahead;
import dev.scholium.augment.Forecast;
import dev.scholium.augment.ForecastCount;
import dev.scholium.augment.Forecaster;
import dev.scholium.data.Example;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.price.Usd;
import java.util.Optional;

/**
 * Says what asking for new rows would take; sends and writes nothing.
 *
 * <p>Expected is that every new row is taken, until a limit is reached. The worst is that none is, so that every row is
 * tried, whatever the limit: of rows that are not taken the limit cannot know before they are paid for.
 */
public final class RowForecaster {

    /** What stands for the split in a forecast of new rows. */
    public static final String NEW_ROWS = "new rows";

    private final Forecaster forecaster;
    private final Progress progress;

    /**
     * A forecaster.
     *
     * @param forecaster counts, and knows the journal
     * @param progress advances by one a row
     */
    public RowForecaster(Forecaster forecaster, Progress progress) {
        this.forecaster = forecaster;
        this.progress = progress;
    }

    /**
     * What one augmentation would take.
     *
     * @param job what would be done; a teacher must be asked by the forecaster's {@link Forecaster#asker()}
     * @return requests, tokens and cost; none of word edits
     */
    public Forecast of(RowJob job) {
        progress.begin(
                "counting (" + job.name() + ", " + NEW_ROWS + ")", job.rows().size(), "rows");
        RowMaker maker = RowMaker.of(job);
        ForecastCount count = forecaster.count();
        long made = 0;
        for (Example parent : job.order()) {
            count.row();
            for (int number = 1; number <= job.perRow(); number++) {
                boolean isExpected = !job.limits().isReached(made, spent(maker, count));
                if (isExpected) {
                    maker.firstQuestion(parent, number).ifPresent(count::question);
                }
                Optional<Ahead> ahead = maker.ahead(parent, number);
                ahead.ifPresent(open -> {
                    count.ask(open.next(), isExpected);
                    count.follow(open, isExpected);
                });
                if (isExpected && (maker.of(parent, number) instanceof RowOutcome.Made || ahead.isPresent())) {
                    made++;
                }
            }
            progress.advance(1);
        }
        progress.end();
        return count.forecast(job.name(), NEW_ROWS);
    }

    private static Usd spent(RowMaker maker, ForecastCount count) {
        Usd paid = maker.cost();
        return (paid == null ? Usd.ZERO : paid).plus(count.expected());
    }
}
