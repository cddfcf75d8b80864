package org.quarry.architecture.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    /** The examples of the standard: one, the neighbour above it, the largest, the smallest normal and the smallest of all, the ends. */
    @ParameterizedTest
    @CsvSource({
        "3c00, 1",
        "3c01, 1.0009765625",
        "c000, -2",
        "7bff, 65504",
        "0400, 6.103515625e-5",
        "0001, 5.9604644775390625e-8",
        "8000, -0.0",
        "7c00, Infinity",
        "fc00, -Infinity",
        "7e00, NaN"
    })
    void sixteenBitsAreReadAsTheStandardSays(String bits, Float number) {
        assertThat(Float.valueOf(Numbers.half((short) Integer.parseInt(bits, 16))))
                .isEqualTo(number);
    }
}
