package dev.scholium.teacher.privacy;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells internet addresses from other texts with full stops and colons; nothing is looked up. */
final class InternetAddress {

    private static final int FEWEST_COLONS = 2;
    private static final int COLONS_IN_FULL = 6; // where version 4's form ends it; else 7

    private InternetAddress() {}

    /** {@return how much of a text, from its beginning, is an address; 0 if none} */
    static int accepted(String text) {
        if (text.indexOf(':') < 0) {
            return text.length();
        }
        for (int end = text.length(); end > FEWEST_COLONS; end--) {
            boolean endsWord = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            String candidate = text.substring(0, end);
            if (endsWord && mayBeVersion6(candidate) && isVersion6(candidate)) {
                return end;
            }
        }
        return 0;
    }

    /** Eight groups, or fewer around a double colon, with a digit somewhere. */
    private static boolean mayBeVersion6(String text) {
        long colons = text.chars().filter(c -> c == ':').count();
        return (text.contains("::") || colons >= COLONS_IN_FULL)
                && text.chars().anyMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** A text with colons is read as an address or refused, and never asked for in the network. */
    private static boolean isVersion6(String text) {
        try {
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
