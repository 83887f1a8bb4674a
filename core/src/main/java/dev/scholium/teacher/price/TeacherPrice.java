package dev.scholium.teacher.price;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.TeacherConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a teacher's tokens cost, and where that is written.
 *
 * @param price of a token; absent if it is known nowhere
 * @param batchShare which part of it a batch job costs, in {@code (0, 1]}; 1 where that is known nowhere
 * @param origin where the price is from, for people
 */
public record TeacherPrice(@Nullable ModelPrice price, double batchShare, String origin) {

    /**
     * The price of a teacher: by the recipe's own keys, else by its file of prices, else by the built-in table; nothing
     * for a teacher in this process or a server on this machine that has none of these.
     *
     * @param config the recipe's teacher
     * @return its price, or none
     * @throws ScholiumException if the file of prices cannot be read
     */
    public static TeacherPrice of(TeacherConfig config) {
        Optional<TeacherPrice> listed = listed(config);
        Double input = config.priceInput();
        Double cached = config.priceCachedInput();
        Double output = config.priceOutput();
        if (input == null && cached == null && output == null) {
            return listed.orElseGet(() -> unlisted(config));
        }
        ModelPrice price = listed.map(TeacherPrice::price).orElse(null);
        if (price == null && (input == null || output == null)) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "teacher.price_input and teacher.price_output are both needed for " + config.model()
                            + ", which no table lists, but one is missing");
        }
        ModelPrice own = ModelPrice.perMillion(
                input != null ? input : perMillion(price, ModelPrice::input),
                cached != null ? cached : input != null ? input : perMillion(price, ModelPrice::cachedInput),
                output != null ? output : perMillion(price, ModelPrice::output));
        return new TeacherPrice(own, listed.map(TeacherPrice::batchShare).orElse(1.0), "the recipe");
    }

    private static double perMillion(@Nullable ModelPrice price, java.util.function.Function<ModelPrice, Usd> part) {
        return price == null ? 0 : part.apply(price).exact().movePointRight(6).doubleValue();
    }

    private static Optional<TeacherPrice> listed(TeacherConfig config) {
        if (!config.pricesFile().isEmpty()) {
            PriceTable own = PriceTable.read(Path.of(config.pricesFile()));
            Optional<PriceTable.Line> line = own.find(config.provider(), config.model());
            if (line.isPresent()) {
                return line.map(found -> of(found, own));
            }
        }
        if (!isTheModelsMaker(config)) {
            return Optional.empty();
        }
        PriceTable builtIn = PriceTable.builtIn();
        return builtIn.find(config.provider(), config.model()).map(found -> of(found, builtIn));
    }

    private static TeacherPrice of(PriceTable.Line line, PriceTable table) {
        Double share = line.batchShare();
        return new TeacherPrice(line.price(), share == null ? 1.0 : share, table.origin());
    }

    /** Whether the built-in prices hold at the address: other servers offer models of the same names. */
    private static boolean isTheModelsMaker(TeacherConfig config) {
        if (!config.provider().equals(TeacherConfig.OPENAI)) {
            return !isOnThisMachine(config);
        }
        String host = host(config);
        return host.equals("api.openai.com") || host.endsWith(".api.openai.com");
    }

    private static TeacherPrice unlisted(TeacherConfig config) {
        if (isOnThisMachine(config) && config.budgetUsd() == null) {
            return new TeacherPrice(ModelPrice.FREE, 1.0, "a teacher on this machine costs nothing");
        }
        return new TeacherPrice(null, 1.0, "no table lists it");
    }

    private static boolean isOnThisMachine(TeacherConfig config) {
        if (config.provider().equals(TeacherConfig.BUILT_IN)) {
            return true;
        }
        String host = host(config);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static String host(TeacherConfig config) {
        String host = URI.create(config.baseUrl()).getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    /**
     * Refuses a teacher whose price is known nowhere, unless the recipe allows it.
     *
     * @param config the recipe's teacher
     * @throws ScholiumException if it must not be asked
     */
    public void check(TeacherConfig config) {
        if (price == null && !config.allowUnpriced()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "teacher " + config.model() + ": its price is not known, so nothing was sent; give"
                            + " teacher.price_input and teacher.price_output (USD per million tokens), name a"
                            + " teacher.prices_file, or set teacher.allow_unpriced: true");
        }
    }

    /** {@return the same at a batch job's price} */
    public TeacherPrice batch() {
        return price == null ? this : new TeacherPrice(price.share(batchShare), 1.0, origin + ", as a batch job");
    }
}
