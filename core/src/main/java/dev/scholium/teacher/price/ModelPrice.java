package dev.scholium.teacher.price;

import dev.scholium.teacher.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a token costs.
 *
 * @param input of a token read, at least 0
 * @param cachedInput of a token read that the provider had in its cache, at least 0
 * @param output of a token written, hidden ones included, at least 0
 */
public record ModelPrice(Usd input, Usd cachedInput, Usd output) {

    /** Costs nothing. */
    public static final ModelPrice FREE = new ModelPrice(Usd.ZERO, Usd.ZERO, Usd.ZERO);

    /** The dearest price that is believed, in USD per million tokens. */
    static final double MOST = 10_000;

    /**
     * Checks the sign.
     *
     * @throws IllegalArgumentException if a price is negative
     */
    public ModelPrice {
        if (input.picos() < 0 || cachedInput.picos() < 0 || output.picos() < 0) {
            throw new IllegalArgumentException("a price must be at least 0");
        }
    }

    /**
     * A price as providers publish it.
     *
     * @param input USD per million tokens read, in {@code [0, 10000]}
     * @param cachedInput USD per million tokens read from the cache, in {@code [0, 10000]}
     * @param output USD per million tokens written, in {@code [0, 10000]}
     * @return the price of a token
     * @throws IllegalArgumentException if one is out of range
     */
    public static ModelPrice perMillion(double input, double cachedInput, double output) {
        return new ModelPrice(aToken(input), aToken(cachedInput), aToken(output));
    }

    private static Usd aToken(double perMillion) {
        if (!(perMillion >= 0 && perMillion <= MOST)) {
            throw new IllegalArgumentException(
                    "a price per million tokens must be in [0, 10000] USD, but is " + perMillion);
        }
        return Usd.of(BigDecimal.valueOf(perMillion).movePointLeft(6));
    }

    /**
     * What tokens cost.
     *
     * @param usage tokens as the provider counted them
     * @return their exact price
     */
    public Usd of(TokenUsage usage) {
        long cached = Math.max(0, Math.min(usage.cachedTokens(), usage.promptTokens()));
        return input.times(usage.promptTokens() - cached)
                .plus(cachedInput.times(cached))
                .plus(output.times(usage.completionTokens()));
    }

    /**
     * The most that one sending of a request can cost.
     *
     * @param tokens of the request
     * @return the price of all its tokens at their most, at the dearer price of input
     */
    public Usd most(TokenEstimate tokens) {
        Usd dearest = input.compareTo(cachedInput) >= 0 ? input : cachedInput;
        return dearest.times(tokens.mostInput()).plus(output.times(tokens.mostOutput()));
    }

    /**
     * A part of the price, such as a batch job's half.
     *
     * @param share in {@code [0, 1]}
     * @return the price of a token, rounded up
     */
    public ModelPrice share(double share) {
        return new ModelPrice(part(input, share), part(cachedInput, share), part(output, share));
    }

    private static Usd part(Usd price, double share) {
        BigDecimal picos = BigDecimal.valueOf(price.picos()).multiply(BigDecimal.valueOf(share));
        return new Usd(picos.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    /** {@return whether nothing costs anything} */
    public boolean isFree() {
        return equals(FREE);
    }

    /** {@return in USD per million tokens: {@code 0.15 in, 0.075 cached, 0.6 out}} */
    public String perMillion() {
        return millions(input) + " in, " + millions(cachedInput) + " cached, " + millions(output) + " out";
    }

    private static String millions(Usd price) {
        return price.exact().movePointRight(6).stripTrailingZeros().toPlainString();
    }
}
