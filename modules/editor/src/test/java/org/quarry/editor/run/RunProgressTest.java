package org.quarry.editor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Activity;
import org.quarry.engine.RunEvent;

/** How far a run has come that was never made before: three quick nodes and the denoising loop. */
class RunProgressTest {
    private final RunProgress progress = new RunProgress(new Activity(() -> {}));

    @BeforeEach
    void queue() {
        for (String node : new String[] {"model", "prompt", "noise", "denoise"}) {
            progress.note(new RunEvent.Queued(node));
        }
        finish("model");
        finish("prompt");
        finish("noise");
    }

    private void finish(String node) {
        progress.note(new RunEvent.Finished(node, 1, 0, 0, 1, ""));
    }

    private void step(int done) {
        progress.note(new RunEvent.Progress("denoise", done, 20, 10.0 * done));
    }

    @Test
    void nodes_of_which_nothing_is_known_count_alike() {
        assertThat(progress.fraction()).isEqualTo(0.75);
    }

    @Test
    void a_node_that_proves_slow_counts_most_from_then_on() {
        progress.fraction();

        step(10);

        assertThat(progress.fraction()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void steps_never_draw_the_bar_back() {
        step(10);
        double half = progress.fraction();

        progress.note(new RunEvent.Queued("late"));
        assertThat(progress.fraction()).isEqualTo(half);
        step(20);
        assertThat(progress.fraction()).isGreaterThan(0.98);
        progress.end();
        assertThat(progress.fraction()).isEqualTo(1);
    }

    @Test
    void the_time_left_is_that_of_the_slowest_node() {
        assertThat(progress.left()).isEmpty();

        step(5);

        assertThat(progress.left()).hasValue(150);
    }
}
