package org.quarry.architecture.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DivisionTest {
    private static final int STEPS = 1_000;

    private static List<Load> alike(long bytes, long twice) {
        return Collections.nCopies(STEPS, new Load(bytes, twice));
    }

    /** What loading the parts takes, those first of which most is there twice. */
    private static double memory(List<Load> steps, List<Integer> ends) {
        List<Load> parts = java.util.stream.IntStream.range(0, ends.size())
                .mapToObj(i -> steps.subList(i == 0 ? 0 : ends.get(i - 1), ends.get(i)).stream()
                        .reduce(Load.NONE, Load::plus))
                .sorted(java.util.Comparator.comparingLong(Load::twice).reversed())
                .toList();
        long loaded = 0;
        long most = 0;
        for (Load part : parts) {
            most = Math.max(most, loaded + part.bytes() + part.twice());
            loaded += part.bytes();
        }
        return most / (double) loaded;
    }

    @Test
    void weights_that_are_there_once_stay_whole() {
        assertThat(new Division(alike(100, 0)).within(1)).containsExactly(STEPS);
        assertThat(new Division(alike(100, 10)).within(1.1)).containsExactly(STEPS);
    }

    @Test
    void two_parts_do_where_two_do() {
        List<Load> steps = alike(100, 20);

        List<Integer> ends = new Division(steps).within(1.1);

        assertThat(ends).hasSize(2).endsWith(STEPS);
        assertThat(memory(steps, ends)).isLessThanOrEqualTo(1.1);
    }

    /** With all twice, each next part is half as large: n parts take 2 / (2 - 2^(1-n)). */
    @Test
    void weights_that_are_all_there_twice_take_a_thirty_first_more_in_five_parts() {
        List<Load> steps = alike(100, 100);

        List<Integer> ends = new Division(steps).within(0);

        assertThat(ends).hasSize(5).isSorted().endsWith(STEPS);
        assertThat(memory(steps, ends)).isBetween(32 / 31.0, 32 / 31.0 + 0.03);
    }

    @Test
    void what_is_there_twice_comes_first_wherever_it_stands() {
        List<Load> steps = new ArrayList<>(alike(100, 0));
        steps.addAll(alike(100, 100));

        List<Integer> ends = new Division(steps).within(1.05);

        assertThat(ends).hasSize(2).endsWith(2 * STEPS);
        assertThat(memory(steps, ends)).isLessThanOrEqualTo(1.05);
    }

    @Test
    void nothing_to_load_is_one_part() {
        assertThat(new Division(alike(0, 0)).within(1.1)).containsExactly(STEPS);
        assertThat(new Division(List.of()).within(1.1)).containsExactly(0);
    }
}
