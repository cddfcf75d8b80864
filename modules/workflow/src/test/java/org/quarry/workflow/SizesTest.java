package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    @Test
    void numbers_multiply_and_divide_exactly() {
        assertThat(Size.of(6).times(Size.of(4)).over(Size.of(8))).isEqualTo(Size.of(3));
        assertThat(Size.of(60).over(Size.of(8))).hasToString("7.5");
    }

    @Test
    void what_is_unknown_stays_unknown() {
        assertThat(Size.UNKNOWN.times(Size.of(8))).isEqualTo(Size.UNKNOWN);
        assertThat(Size.UNKNOWN.over(Size.UNKNOWN)).isEqualTo(Size.UNKNOWN);
        assertThat(Size.symbol("a").times(Size.symbol("b"))).isEqualTo(Size.UNKNOWN);
    }

    @Test
    void a_symbol_cancels_out() {
        Size height = Size.symbol("image.H");

        assertThat(height.over(Size.of(8)).times(Size.of(8))).isEqualTo(height);
        assertThat(height.over(height)).isEqualTo(Size.of(1));
    }

    @Test
    void only_what_can_be_compared_can_clash() {
        Size height = Size.symbol("image.H");

        assertThat(Size.of(3).fits(Size.of(4))).isFalse();
        assertThat(height.fits(height.over(Size.of(8)))).isFalse();
        assertThat(height.fits(Size.of(4))).isTrue();
        assertThat(height.fits(Size.symbol("other.H"))).isTrue();
        assertThat(Size.UNKNOWN.fits(Size.UNKNOWN.times(Size.of(2)))).isTrue();
    }

    @Test
    void numbers_that_no_tensor_can_have_are_unknown() {
        assertThat(Size.of(0)).isEqualTo(Size.UNKNOWN);
        assertThat(Size.of(-1)).isEqualTo(Size.UNKNOWN);
        assertThat(Size.of(Long.MAX_VALUE)).isEqualTo(Size.UNKNOWN);
        assertThat(Size.of(1 << 30).times(Size.of(1 << 30))).isEqualTo(Size.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "scale, scael, 1",
        "scale, scale, 0",
        "scale, scal, 1",
        "scale, scales, 1",
        "scale, stale, 1",
        "ab, ba, 1",
        "kitten, sitting, 3",
        "'', abc, 3"
    })
    void names_are_as_far_apart_as_the_letters_to_change(String a, String b, int distance) {
        assertThat(Suggestions.distance(a, b)).isEqualTo(distance);
        assertThat(Suggestions.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void the_nearest_name_is_suggested_and_a_far_one_never() {
        assertThat(new Suggestions().nearest("presiction", List.of("prediction", "noise", "steps")))
                .isEqualTo("prediction");
        assertThat(new Suggestions().nearest("xy", List.of("prediction", "noise", "steps")))
                .isEmpty();
        assertThat(new Suggestions().nearest("a", List.of("b"))).isEqualTo("b");
    }

    @Test
    void suggestions_end_after_very_many_comparisons() {
        Suggestions suggestions = new Suggestions();
        List<String> names = java.util.stream.IntStream.range(0, 100_000)
                .mapToObj(i -> "n" + i)
                .toList();

        suggestions.nearest("n77777777", names);
        suggestions.nearest("n7777777x", names);
        suggestions.nearest("n777777x", names);

        assertThat(suggestions.nearest("n1x", List.of("n1"))).isEmpty();
    }
}
