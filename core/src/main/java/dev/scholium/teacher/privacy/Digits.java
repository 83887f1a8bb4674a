package dev.scholium.teacher.privacy;

/** What numbers with digits of a fixed number can be. */
final class Digits {

    private static final int FEWEST_OF_A_PHONE = 7;
    private static final int MOST_OF_A_PHONE = 15; // ITU-T E.164

    private Digits() {}

    /** {@return the whole length for 7 to 15 digits, which telephone numbers have; else 0} */
    static int phone(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        return digits >= FEWEST_OF_A_PHONE && digits <= MOST_OF_A_PHONE ? text.length() : 0;
    }

    /**
     * Whether a social security number can have been given out.
     *
     * @see <a href="https://www.ssa.gov/employer/randomization.html">no area 000, 666 or 900 to 999, no group 00, no
     *     serial 0000</a>
     */
    static int socialSecurity(String text) {
        boolean never = text.startsWith("000")
                || text.startsWith("666")
                || text.startsWith("9")
                || text.startsWith("00", 4)
                || text.endsWith("0000");
        return never ? 0 : text.length();
    }
}
