package org.quarry.editor.window;

import static java.awt.event.KeyEvent.KEY_PRESSED;
import static java.awt.event.KeyEvent.KEY_RELEASED;
import static java.awt.event.KeyEvent.VK_A;
import static java.awt.event.KeyEvent.VK_SHIFT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoubleShiftTest {
    private final DoubleShift shift = new DoubleShift();

    private boolean tap(int key, long when) {
        return shift.pressedTwice(KEY_PRESSED, key, when) || shift.pressedTwice(KEY_RELEASED, key, when + 10);
    }

    @Test
    void two_taps_within_a_moment_open_the_search_once() {
        assertThat(tap(VK_SHIFT, 1000)).isFalse();
        assertThat(tap(VK_SHIFT, 1200)).isTrue();
        assertThat(tap(VK_SHIFT, 1400)).isFalse();
    }

    @Test
    void slow_taps_are_two_times_one() {
        assertThat(tap(VK_SHIFT, 1000)).isFalse();
        assertThat(tap(VK_SHIFT, 1600)).isFalse();
    }

    @Test
    void a_capital_letter_between_is_typing() {
        tap(VK_SHIFT, 1000);
        shift.pressedTwice(KEY_PRESSED, VK_SHIFT, 1100);
        shift.pressedTwice(KEY_PRESSED, VK_A, 1110);

        assertThat(shift.pressedTwice(KEY_RELEASED, VK_SHIFT, 1150)).isFalse();
    }
}
