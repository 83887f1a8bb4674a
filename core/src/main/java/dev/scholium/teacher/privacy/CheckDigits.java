package dev.scholium.teacher.privacy;

/** Numbers that prove themselves: how much of a text is one, from its beginning, the longest first. */
final class CheckDigits {

    private static final int SHORTEST_IBAN = 15; // Norway
    private static final int LONGEST_IBAN = 34;
    private static final int SHORTEST_CARD = 12;
    private static final int LONGEST_CARD = 19;

    private CheckDigits() {}

    /**
     * An international bank account number.
     *
     * @param text begins with a country's two letters
     * @return characters of it that are one, blanks included; 0 if none
     * @see <a href="https://www.iso.org/standard/81090.html">ISO 13616: remainder 1 by 97, ISO 7064</a>
     */
    static int iban(String text) {
        for (int end = text.length(); end > 0; end--) {
            String bare = text.substring(0, end).replace(" ", "");
            boolean fits = text.charAt(end - 1) != ' '
                    && bare.length() >= SHORTEST_IBAN
                    && bare.length() <= LONGEST_IBAN
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            if (fits && remainderBy97(bare.substring(4) + bare.substring(0, 4)) == 1) {
                return end;
            }
        }
        return 0;
    }

    private static int remainderBy97(String text) {
        int remainder = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36); // A is 10
            remainder = (value < 10 ? remainder * 10 + value : remainder * 100 + value) % 97;
        }
        return remainder;
    }

    /**
     * A payment card's number.
     *
     * @param text digits, single blanks and hyphens
     * @return characters of it that are one; 0 if none
     * @see <a href="https://www.iso.org/standard/70484.html">ISO/IEC 7812-1, annex B: Luhn's formula</a>
     */
    static int card(String text) {
        for (int end = text.length(); end > 0; end--) {
            String bare = text.substring(0, end).replaceAll("[ -]", "");
            boolean fits = Character.isDigit(text.charAt(end - 1))
                    && bare.length() >= SHORTEST_CARD
                    && bare.length() <= LONGEST_CARD
                    && (end == text.length() || !Character.isDigit(text.charAt(end)));
            if (fits && luhn(bare) && bare.chars().anyMatch(digit -> digit != '0')) {
                return end;
            }
        }
        return 0;
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
