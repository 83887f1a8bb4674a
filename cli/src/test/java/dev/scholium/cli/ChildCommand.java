package dev.scholium.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@code scholium} for a process of its own, which starts fast. */
public final class ChildCommand {

    private ChildCommand() {}

    /**
     * Names the program and its arguments.
     *
     * @param heap most of the Java heap: {@code 256m}
     * @param arguments of {@code scholium}
     * @return program and arguments, in a list that can be added to
     */
    public static List<String> of(String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
