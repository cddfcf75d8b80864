package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {
    @ParameterizedTest
    @ValueSource(strings = {"#ff8000", "FF8000", " #ff8000 "})
    void six_digits_are_two_for_each_component(String written) {
        assertThat(Colour.parse(written)).contains(new Colour(1, 0x80 / 255f, 0));
    }

    @Test
    void three_digits_are_each_written_once_for_twice() {
        assertThat(Colour.parse("#f80")).isEqualTo(Colour.parse("#ff8800"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "red", "#ff80", "#ggg", "##fff"})
    void anything_else_is_no_colour(String written) {
        assertThat(Colour.parse(written)).isEmpty();
    }

    @Test
    void components_are_counted_as_the_channels_of_a_picture() {
        Colour colour = new Colour(0.1f, 0.2f, 0.3f);

        assertThat(new float[] {colour.at(0), colour.at(1), colour.at(2)}).containsExactly(0.1f, 0.2f, 0.3f);
    }
}
