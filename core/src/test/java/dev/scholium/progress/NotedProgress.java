package dev.scholium.progress;

import java.util.List;

/**
 * Notes what is said and shows nothing.
 *
 * @param said the lines so far
 */
public record NotedProgress(List<String> said) implements Progress {

    @Override
    public void begin(String what, long total, String unit) {}

    @Override
    public void advance(long units) {}

    @Override
    public void figures(String figures) {}

    @Override
    public void end() {}

    @Override
    public void say(String line) {
        said.add(line);
    }
}
