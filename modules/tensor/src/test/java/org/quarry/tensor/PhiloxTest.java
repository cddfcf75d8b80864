package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The known answers that come with Random123, the authors' implementation: philox4x32, 10 rounds. */
class PhiloxTest {
    @Test
    void zeros_give_the_known_answer() {
        assertThat(drawn(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    }

    @Test
    void ones_give_the_known_answer() {
        assertThat(drawn(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    }

    @Test
    void the_digits_of_pi_give_the_known_answer() {
        assertThat(drawn(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    private static int[] drawn(long key, long low, long high) {
        Philox philox = new Philox(key);
        philox.draw(low, high);
        return new int[] {philox.drawn(0), philox.drawn(1), philox.drawn(2), philox.drawn(3)};
    }
}
