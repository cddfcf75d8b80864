package org.quarry.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class EmphasisTest {
    /** Two chunks of two tokens, two numbers each. */
    private static final Tensor STATES = Tensor.of(Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);

    private static final List<List<Double>> WEIGHTS = List.of(List.of(1.0, 2.0), List.of(0.5, 1.0));

    @Test
    void without_emphasis_nothing_changes_and_nothing_is_encoded() {
        assertThat(Emphasis.NONE.apply(STATES, EmphasisTest::unasked)).isEqualTo(STATES);
    }

    @Test
    void weights_count_from_an_empty_prompt_at_the_same_place() {
        Tensor empty = Tensor.of(Shape.of(1, 2, 2), 1, 1, 1, 0);
        Function<List<Integer>, Tensor> encoder = ids -> ids.equals(List.of(7, 8)) ? empty : STATES;

        Tensor weighted = new Emphasis.FromEmpty(WEIGHTS, List.of(7, 8)).apply(STATES, encoder);

        assertThat(weighted).isEqualTo(Tensor.of(Shape.of(2, 2, 2), 1, 2, 5, 8, 3, 3.5f, 7, 8));
    }

    @Test
    void multiplied_states_keep_the_mean_of_each_chunk() {
        Tensor weighted = new Emphasis.KeepingMean(WEIGHTS).apply(STATES, EmphasisTest::unasked);

        assertThat(weighted.rows(0, 1).mean()).isCloseTo(2.5, within(1e-6));
        assertThat(weighted.rows(1, 2).mean()).isCloseTo(6.5, within(1e-6));
        // 1, 2, 6, 8 have the mean 4.25.
        assertThat(weighted.at(2)).isCloseTo((float) (6 * 2.5 / 4.25), within(1e-6f));
    }

    @Test
    void weights_for_another_prompt_are_refused() {
        assertThatThrownBy(() -> new Emphasis.KeepingMean(List.of(List.of(1.0))).apply(STATES, EmphasisTest::unasked))
                .hasMessage("weights for 1 chunks do not fit states of shape [2, 2, 2], [chunks, length, width]");
    }

    private static Tensor unasked(List<Integer> ids) {
        throw new AssertionError("nothing is to be encoded");
    }
}
