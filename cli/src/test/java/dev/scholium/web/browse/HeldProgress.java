package dev.scholium.web.browse;

import dev.scholium.progress.Progress;
import java.util.concurrent.CountDownLatch;

/** Holds a training up at one of its steps until it is released. */
final class HeldProgress implements Progress {

    private final CountDownLatch released = new CountDownLatch(1);
    private final long step;
    private boolean training;
    private long done;

    HeldProgress(long step) {
        this.step = step;
    }

    void release() {
        released.countDown();
    }

    @Override
    public void begin(String what, long total, String unit) {
        training = unit.equals("steps");
        done = 0;
    }

    @Override
    public void advance(long units) {
        done += units;
        if (training && done == step) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void figures(String figures) {}

    @Override
    public void end() {
        training = false;
    }

    @Override
    public void say(String line) {}
}
