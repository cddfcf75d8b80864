package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Scrub.Speed;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.ValueType;

class ScrubTest {
    private static Scrub scrub(String type, String start, double min, double max, double step) {
        ParamSpec spec = new ParamSpec(Json.of(0), min, max, step, Param.Role.PLAIN, List.of());
        InputPort port = new InputPort(
                "p",
                new ValueType(type),
                InputPort.Arity.ONE,
                InputPort.Demand.EAGER,
                "",
                "",
                "doc",
                Optional.of(spec));
        return new Scrub(port, new BigDecimal(start));
    }

    private static Json number(String value) {
        return new Json.Numeral(new BigDecimal(value));
    }

    @Test
    void so_many_pixels_are_a_notch_of_the_parameters_own_step() {
        Scrub scale = scrub("double", "7.5", 0, 30, 0.5);

        assertThat(scale.pulled(Scrub.PIXELS * 3, Speed.NORMAL)).isEqualTo(number("9"));
        assertThat(scale.pulled(-Scrub.PIXELS * 3, Speed.NORMAL)).isEqualTo(number("6"));
        assertThat(scale.pulled(Scrub.PIXELS - 1, Speed.NORMAL)).isEqualTo(number("7.5"));
    }

    @Test
    void shift_is_a_tenth_and_control_ten_times_as_far_without_stray_digits() {
        Scrub scale = scrub("double", "7.5", 0, 30, 0.5);

        assertThat(scale.notched(1, Speed.FINE)).isEqualTo(number("7.55"));
        assertThat(scale.notched(3, Speed.FINE).toString()).doesNotContain("7.6500");
        assertThat(scale.notched(2, Speed.COARSE)).isEqualTo(number("17.5"));
    }

    @Test
    void it_stops_at_the_ends_of_the_range() {
        assertThat(scrub("double", "7.5", 0, 30, 0.5).notched(1000, Speed.NORMAL))
                .isEqualTo(number("30"));
        assertThat(scrub("int", "20", 1, 1000, 0).notched(-1000, Speed.COARSE)).isEqualTo(number("1"));
    }

    @Test
    void whole_numbers_stay_whole_also_when_pulled_finely() {
        Scrub steps = scrub("int", "20", 1, 1000, 0);

        assertThat(steps.notched(9, Speed.FINE)).isEqualTo(number("20"));
        assertThat(steps.notched(10, Speed.FINE)).isEqualTo(number("21"));
        assertThat(steps.notched(-9, Speed.FINE)).isEqualTo(number("20"));
        assertThat(steps.notched(4, Speed.NORMAL)).isEqualTo(number("24"));
    }

    @Test
    void without_a_step_a_hundred_notches_are_about_the_range() {
        assertThat(scrub("double", "0", 0, 1, 0).notched(1, Speed.NORMAL)).isEqualTo(number("0.01"));
        assertThat(scrub("double", "0", 0, 30, 0).notched(1, Speed.NORMAL)).isEqualTo(number("0.2"));
    }

    @Test
    void without_a_range_the_step_grows_with_the_number() {
        double without = Double.POSITIVE_INFINITY;

        assertThat(scrub("double", "0", -without, without, 0).notched(1, Speed.NORMAL))
                .isEqualTo(number("0.01"));
        assertThat(scrub("double", "5000", -without, without, 0).notched(1, Speed.NORMAL))
                .isEqualTo(number("5050"));
    }
}
