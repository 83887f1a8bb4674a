package dev.scholium.cli;

/** How a command prints its result; the words of {@code --format}. */
enum OutputFormat {
    /** For people. */
    text,
    /** For programs. */
    json
}
