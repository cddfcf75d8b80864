package org.quarry.editor.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.workflow.ParamSpec;

class StepsTest {
    private static Steps steps(double min, double max, double step, boolean whole) {
        return Steps.of(new ParamSpec(Json.of(0), min, max, step, Param.Role.PLAIN, List.of()), whole);
    }

    @Test
    void a_declared_step_is_taken() {
        assertThat(steps(0, 30, 0.5, false)).isEqualTo(new Steps(0, 30, 0.5));
    }

    @Test
    void else_whole_numbers_go_one_by_one_and_others_by_about_a_hundredth() {
        assertThat(steps(1, 100, 0, true).step()).isEqualTo(1);
        assertThat(steps(0, 1, 0, false).step()).isEqualTo(0.01);
        assertThat(steps(0, 30, 0, false).step()).isEqualTo(0.2);
    }

    @Test
    void every_notch_is_a_number_without_rounding_dust_and_back() {
        Steps steps = steps(0, 1, 0.1, false);

        assertThat(steps.at(3)).isEqualTo(0.3);
        assertThat(steps.notch(0.3)).isEqualTo(3);
        assertThat(steps.at(steps.notches())).isEqualTo(1);
    }

    @Test
    void what_has_no_limits_or_too_many_notches_does_not_slide() {
        assertThat(steps(Double.NEGATIVE_INFINITY, 5, 1, true).slides()).isFalse();
        assertThat(steps(1, 16384, 0, true).slides()).isFalse();
        assertThat(steps(1, 1000, 0, true).slides()).isTrue();
    }
}
