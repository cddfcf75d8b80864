package org.quarry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void numerals_are_equal_when_their_values_are() {
        Json five = new Json.Numeral(new BigDecimal("5.0"));

        assertThat(five).isEqualTo(Json.of(5)).hasSameHashCodeAs(Json.of(5)).isNotEqualTo(Json.of(5.1));
    }

    @Test
    void with_replaces_in_place_and_adds_at_the_end() {
        Json.Members object =
                Json.object().with("b", Json.of(1)).with("a", Json.of(2)).with("b", Json.of(3));

        assertThat(object.members()).containsExactly(Map.entry("b", Json.of(3)), Map.entry("a", Json.of(2)));
    }

    @Test
    void a_value_keeps_no_hold_of_the_collections_it_was_made_of() {
        Map<String, Json> members = new LinkedHashMap<>(Map.of("a", Json.of(1)));
        Json.Members object = new Json.Members(members);
        members.clear();

        assertThat(object.members()).containsOnlyKeys("a");
        assertThatThrownBy(() -> object.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void infinity_is_no_json_number() {
        assertThatThrownBy(() -> Json.of(Double.POSITIVE_INFINITY)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void as_java_whole_numbers_are_long_and_others_double() {
        Json object = Json.object()
                .with("whole", Json.of(1000.0))
                .with("part", Json.of(0.5))
                .with("huge", new Json.Numeral(new BigDecimal("18446744073709551615")))
                .with("gone", new Json.Null())
                .with("list", new Json.Elements(List.of(Json.of("x"), new Json.Null(), Json.of(true))));

        assertThat(object.toJava())
                .isEqualTo(Map.of(
                        "whole",
                        1000L,
                        "part",
                        0.5,
                        "huge",
                        1.8446744073709552e19,
                        "list",
                        List.of("x", "null", true)));
        assertThatThrownBy(() -> new Json.Null().toJava()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_smallest_long_is_a_long() {
        assertThat(Json.of(Long.MIN_VALUE).toJava()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void a_message_has_a_word_for_every_kind() {
        assertThat(List.of(
                        Json.object(),
                        Json.ofTexts(List.of()),
                        Json.of(""),
                        Json.of(1),
                        Json.of(true),
                        new Json.Null()))
                .extracting(Json::kind)
                .containsExactly("an object", "an array", "a text", "a number", "true or false", "null");
    }
}
