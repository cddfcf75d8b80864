package org.quarry.workflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void a_range_holds_both_its_ends() {
        assertThat(Axis.parse("seed=1..4").values()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_range_may_have_a_step() {
        assertThat(Axis.parse("guided.scale=0.5..2:0.5").values()).containsExactly("0.5", "1.0", "1.5", "2.0");
    }

    @Test
    void a_list_keeps_its_order_and_its_words() {
        Axis axis = Axis.parse("denoise.sampler=euler,ddim");

        assertThat(axis.target()).isEqualTo("denoise.sampler");
        assertThat(axis.values()).containsExactly("euler", "ddim");
    }

    @Test
    void the_largest_seed_is_kept_whole() {
        assertThat(Axis.parse("seed=18446744073709551614..18446744073709551615").values())
                .containsExactly("18446744073709551614", "18446744073709551615");
    }

    @Test
    void an_empty_range_says_which_way_round_it_goes() {
        assertThatThrownBy(() -> Axis.parse("seed=4..1")).hasMessageContaining("write the smaller number first");
    }

    @Test
    void a_range_without_end_is_refused() {
        assertThatThrownBy(() -> Axis.parse("seed=1..99999999")).hasMessageContaining("more than 1000 values");
        assertThatThrownBy(() -> Axis.parse("seed=1..2:0")).hasMessageContaining("make the range smaller");
    }

    @Test
    void without_values_it_shows_how_to_write_it() {
        assertThatThrownBy(() -> Axis.parse("seed")).hasMessageContaining("write seed=1..9");
    }
}
