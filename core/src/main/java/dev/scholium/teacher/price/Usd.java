package dev.scholium.teacher.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of US dollars, in millionths of a millionth.
 *
 * <p>A price per million tokens with up to six decimals is a whole number of these a token, so that sums are exact and
 * the same in any order. What would not fit (9.2 million dollars) stays at the largest amount.
 *
 * @param picos millionths of a millionth of a dollar; negative only in differences
 */
public record Usd(long picos) implements Comparable<Usd> {

    /** Nothing. */
    public static final Usd ZERO = new Usd(0);

    private static final int DECIMALS = 12;

    /**
     * An amount as people write it.
     *
     * @param dollars US dollars; a part below the smallest unit is rounded up
     * @return the amount
     */
    public static Usd of(double dollars) {
        return of(BigDecimal.valueOf(dollars));
    }

    /**
     * An exact amount.
     *
     * @param dollars US dollars; a part below the smallest unit is rounded up
     * @return the amount
     */
    public static Usd of(BigDecimal dollars) {
        BigDecimal picos = dollars.movePointRight(DECIMALS).setScale(0, RoundingMode.CEILING);
        return new Usd(picos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    /**
     * Adds.
     *
     * @param other an amount
     * @return both together
     */
    public Usd plus(Usd other) {
        long sum = picos + other.picos;
        boolean overflow = ((picos ^ sum) & (other.picos ^ sum)) < 0;
        return new Usd(overflow ? Long.MAX_VALUE : sum);
    }

    /**
     * Subtracts.
     *
     * @param other an amount
     * @return the difference
     */
    public Usd minus(Usd other) {
        return plus(new Usd(-other.picos));
    }

    /**
     * Multiplies.
     *
     * @param times a whole number, at least 0
     * @return so many times the amount
     */
    public Usd times(long times) {
        long high = Math.multiplyHigh(picos, times);
        long low = picos * times;
        return new Usd((high == 0 && low >= 0) || (high == -1 && low < 0) ? low : Long.MAX_VALUE);
    }

    /** {@return US dollars as a number, exact to about 15 digits: for files and figures, not for sums} */
    public double dollars() {
        return exact().doubleValue();
    }

    /** {@return US dollars with all decimals} */
    public BigDecimal exact() {
        return BigDecimal.valueOf(picos, DECIMALS).stripTrailingZeros();
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(picos, other.picos);
    }

    /** {@return such as {@code 1.25 USD} or {@code 0.000375 USD}: at least two decimals, and all that there are} */
    @Override
    public String toString() {
        BigDecimal dollars = exact();
        return (dollars.scale() < 2 ? dollars.setScale(2) : dollars).toPlainString() + " USD";
    }
}
