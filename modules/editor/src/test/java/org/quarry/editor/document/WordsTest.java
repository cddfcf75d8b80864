package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.ValueType;

class WordsTest {
    @Test
    void names_of_ports_become_words() {
        assertThat(Words.label("textEncoder")).isEqualTo("text encoder");
        assertThat(Words.label("euler-ancestral")).isEqualTo("euler ancestral");
        assertThat(Words.label("sigmaMin")).isEqualTo("sigma min");
        assertThat(Words.label("x0")).isEqualTo("x0");
        assertThat(Words.label("rawRGB")).isEqualTo("raw RGB");
    }

    @Test
    void numbers_have_no_digits_that_say_nothing() {
        assertThat(Words.number(new BigDecimal("7.50"))).isEqualTo("7.5");
        assertThat(Words.number(new BigDecimal("20.0"))).isEqualTo("20");
        assertThat(Words.number(new BigDecimal("0.00"))).isEqualTo("0");
        assertThat(Words.number(new BigDecimal("1e3"))).isEqualTo("1000");
        assertThat(Words.number(new BigDecimal("1e-30"))).isEqualTo("1E-30");
    }

    @Test
    void the_largest_seed_is_shown_without_a_sign() {
        BigDecimal largest = new BigDecimal("18446744073709551615");

        assertThat(Words.number(largest)).isEqualTo("18446744073709551615");
    }

    @Test
    void files_are_shown_by_their_names_and_choices_as_words() {
        ParamSpec plain = new ParamSpec(Json.of(""), 0, 0, 0, Param.Role.PLAIN, List.of());
        ParamSpec choice = new ParamSpec(
                Json.of(""), 0, 0, 0, Param.Role.PLAIN, List.of(new ParamSpec.Choice("from-model", "X", "doc")));

        assertThat(Words.value(port("java.nio.file.Path", plain), Json.of("in/a/house.png")))
                .isEqualTo("house.png");
        assertThat(Words.value(port("java.nio.file.Path", plain), Json.of("C:\\a\\house.png")))
                .isEqualTo("house.png");
        assertThat(Words.value(port("java.lang.String", choice), Json.of("from-model")))
                .isEqualTo("from model");
        assertThat(Words.value(port("java.lang.String", plain), Json.of("from-model")))
                .isEqualTo("from-model");
    }

    private static InputPort port(String type, ParamSpec spec) {
        return new InputPort(
                "p",
                new ValueType(type),
                InputPort.Arity.ONE,
                InputPort.Demand.EAGER,
                "",
                "",
                "doc",
                Optional.of(spec));
    }

    @Test
    void amounts_of_memory_and_spans_of_time_have_two_or_three_digits() {
        assertThat(Words.bytes(999)).isEqualTo("999 B");
        assertThat(Words.bytes(3_249_000)).isEqualTo("3.2 MB");
        assertThat(Words.bytes(999_999)).isEqualTo("1 MB");
        assertThat(Words.time(0.34)).isEqualTo("0.3 ms");
        assertThat(Words.time(12.4)).isEqualTo("12 ms");
        assertThat(Words.time(3400)).isEqualTo("3.4 s");
        assertThat(Words.time(125_000)).isEqualTo("2 min 5 s");
        assertThat(Words.time(3_720_000)).isEqualTo("1 h 2 min");
    }
}
