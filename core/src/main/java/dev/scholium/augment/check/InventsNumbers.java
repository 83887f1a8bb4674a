package dev.scholium.augment.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds numbers that no field of the row has, in digits or in words from three to twelve; smaller words count things of
 * the argument itself.
 *
 * @param fewest numbers from which on it is a fault
 */
record InventsNumbers(double fewest) implements RationaleCheck {

    private static final Pattern DIGITS = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final Map<String, String> WORDS = Map.of(
            "three", "3", "four", "4", "five", "5", "six", "6", "seven", "7", "eight", "8", "nine", "9", "ten", "10",
            "eleven", "11", "twelve", "12");

    @Override
    public Optional<String> look(Subject subject) {
        Set<String> known = numbers(subject.allFields());
        Set<String> invented = new TreeSet<>(numbers(subject.text()));
        invented.removeAll(known);
        return invented.size() >= fewest ? Optional.of(String.join(", ", invented)) : Optional.empty();
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new HashSet<>();
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            numbers.add(digits.group().replace(",", ""));
        }
        for (String word : Words.of(text)) {
            String number = WORDS.get(word);
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
