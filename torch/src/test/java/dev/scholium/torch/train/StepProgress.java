package dev.scholium.torch.train;

import dev.scholium.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Calls after every step, and remembers what was said. */
final class StepProgress implements Progress {

    private final List<String> said = new ArrayList<>();
    private final LongConsumer afterStep;
    private long step;

    StepProgress(LongConsumer afterStep) {
        this.afterStep = afterStep;
    }

    List<String> said() {
        return said;
    }

    @Override
    public void begin(String what, long total, String unit) {}

    @Override
    public void advance(long units) {
        step += units;
        afterStep.accept(step);
    }

    @Override
    public void figures(String figures) {}

    @Override
    public void end() {}

    @Override
    public void say(String line) {
        said.add(line);
    }
}
