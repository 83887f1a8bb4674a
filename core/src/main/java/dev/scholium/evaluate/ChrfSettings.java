package dev.scholium.evaluate;

/**
 * The settings that a chrF score depends on, and that its signature names.
 *
 * @param characterOrder longest character n-gram, at least 1; 6 in Popović 2015
 * @param wordOrder longest word n-gram, at least 0; 0 for chrF, 2 for chrF++
 * @param beta how many times recall counts as much as precision, more than 0
 * @param lowercase whether case is ignored
 */
public record ChrfSettings(int characterOrder, int wordOrder, int beta, boolean lowercase) {

    /**
     * Checks the ranges given above.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public ChrfSettings {
        if (characterOrder < 1 || wordOrder < 0 || beta < 1) {
            throw new IllegalArgumentException("chrF needs character_order and beta of at least 1 and word_order of at"
                    + " least 0, but has " + characterOrder + ", " + beta + " and " + wordOrder);
        }
    }

    /** {@return chrF: character n-grams up to 6} */
    public static ChrfSettings chrf() {
        return new ChrfSettings(6, 0, 2, false);
    }

    /** {@return chrF++: word n-grams up to 2 as well} */
    public static ChrfSettings chrfPlusPlus() {
        return new ChrfSettings(6, 2, 2, false);
    }

    /**
     * With or without case.
     *
     * @param ignored whether case is ignored
     * @return these settings with that
     */
    public ChrfSettings withLowercase(boolean ignored) {
        return new ChrfSettings(characterOrder, wordOrder, beta, ignored);
    }

    /**
     * The signature that makes a score comparable: sacreBLEU's own, then whose code computed it.
     *
     * @param references references a row, {@code "var"} if their number varies
     * @return such as {@code nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0|impl:scholium-0.1.0}
     */
    public String signature(String references) {
        return "nrefs:" + references
                + "|case:" + (lowercase ? "lc" : "mixed")
                + "|eff:yes|nc:" + characterOrder
                + "|nw:" + wordOrder
                + "|space:no|version:" + BleuSettings.SACREBLEU_VERSION
                + "|impl:" + BleuSettings.IMPLEMENTATION;
    }
}
