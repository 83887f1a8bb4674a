package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final long MINUTE = 60_000_000_000L;

    @Test
    void holdsBackUntilEnoughHasLeftTheMinute() {
        SlidingWindow window = new SlidingWindow(100, MINUTE);
        window.pass(0, 40);
        window.pass(10, 40);

        assertThat(window.nanosUntilRoom(20, 20)).isZero();
        assertThat(window.nanosUntilRoom(20, 30)).isBetween(MINUTE - 20, MINUTE + MINUTE / 50);
        assertThat(window.nanosUntilRoom(20, 70)).isGreaterThan(window.nanosUntilRoom(20, 30));
        assertThat(window.nanosUntilRoom(2 * MINUTE, 100)).isZero();
    }

    @Test
    void letsARequestThroughThatIsLargerThanTheLimitWhenItIsAlone() {
        SlidingWindow window = new SlidingWindow(100, MINUTE);
        assertThat(window.nanosUntilRoom(0, 500)).isZero();
        window.pass(0, 500);

        assertThat(window.nanosUntilRoom(1, 10)).isGreaterThan(MINUTE - 1);
        assertThat(window.nanosUntilRoom(2 * MINUTE, 500)).isZero();
    }

    @Test
    void makesRoomWhenLessWasTaken() {
        SlidingWindow window = new SlidingWindow(100, MINUTE);
        SlidingWindow.Passed passed = window.pass(0, 90);
        window.settle(passed, 30);

        assertThat(window.nanosUntilRoom(1, 70)).isZero();
    }

    @Test
    void correctionsAfterAMinuteChangeNothing() {
        SlidingWindow window = new SlidingWindow(100, MINUTE);
        SlidingWindow.Passed passed = window.pass(0, 90);
        window.nanosUntilRoom(2 * MINUTE, 1);
        window.settle(passed, 10);

        assertThat(window.nanosUntilRoom(2 * MINUTE, 100)).isZero();
        assertThat(window.nanosUntilRoom(2 * MINUTE, 101)).isZero(); // alone
        window.pass(2 * MINUTE, 1);
        assertThat(window.nanosUntilRoom(2 * MINUTE, 100)).isPositive();
    }
}
