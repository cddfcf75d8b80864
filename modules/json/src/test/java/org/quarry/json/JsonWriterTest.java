package org.quarry.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
    private static final Json NESTED = Json.object()
            .with("title", Json.of("a"))
            .with("nodes", Json.object().with("prompt", Json.object().with("scale", Json.of(5))))
            .with("list", new Json.Elements(List.of(Json.of(1), Json.of(2))))
            .with("none", Json.object());

    private static Json read(String text) throws JsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT)
                .root();
    }

    @Test
    void a_line_has_no_breaks() {
        assertThat(JsonWriter.line(NESTED))
                .isEqualTo(
                        "{\"title\": \"a\", \"nodes\": {\"prompt\": {\"scale\": 5}}, \"list\": [1, 2], \"none\": {}}");
    }

    @Test
    void outer_containers_open_to_the_given_depth() {
        assertThat(JsonWriter.pretty(NESTED, 2)).isEqualTo("""
            {
              "title": "a",
              "nodes": {
                "prompt": {"scale": 5}
              },
              "list": [
                1,
                2
              ],
              "none": {}
            }
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "5.0, 5",
        "0.50, 0.5",
        "100, 100",
        "1E+2, 100",
        "-0.0, 0",
        "1e-7, 0.0000001",
        "18446744073709551615, 18446744073709551615",
        "1E+400, 1E+400",
        "1.50E-400, 1.5E-400"
    })
    void equal_numbers_have_one_form(String written, String form) throws JsonException {
        assertThat(JsonWriter.line(new Json.Numeral(new BigDecimal(written)))).isEqualTo(form);
        assertThat(read(form)).isEqualTo(new Json.Numeral(new BigDecimal(written)));
    }

    @Test
    void a_double_has_its_shortest_form() {
        assertThat(JsonWriter.line(Json.of(0.1))).isEqualTo("0.1");
        assertThat(JsonWriter.line(Json.of(1.0 / 3))).isEqualTo("0.3333333333333333");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a\"b\\c/|\"a\\\"b\\\\c/\"",
                "größe \uD83D\uDE00|\"größe \uD83D\uDE00\"",
            })
    void only_what_must_be_escaped_is(String text, String written) {
        assertThat(JsonWriter.line(Json.of(text))).isEqualTo(written);
    }

    @Test
    void control_characters_are_escaped() {
        assertThat(JsonWriter.line(Json.of("\n\r\t\b\f\u0000\u001f"))).isEqualTo("\"\\n\\r\\t\\b\\f\\u0000\\u001F\"");
    }

    @Test
    void half_a_surrogate_pair_survives_utf_8() throws JsonException {
        Json halves = Json.of("a\uD83Db\uDE00c\uD83D\uDE00");

        String written = JsonWriter.line(halves);

        assertThat(written).isEqualTo("\"a\\uD83Db\\uDE00c\uD83D\uDE00\"");
        assertThat(read(written)).isEqualTo(halves);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\": [1, 2.5, {\"x\": null}], \"a\": \"\\u0000 \\\" \\\\ ü \\uD83D\", \"\": true}",
                "[]",
                "{}",
                "\"\"",
                "[[[[]]], {}, -0.001, 1E+30]",
                "[1E+99, 1.25E-80, 12345678901234567890]"
            })
    void what_is_written_reads_as_it_was(String text) throws JsonException {
        Json value = read(text);

        for (int depth = 0; depth < 4; depth++) {
            String written = JsonWriter.pretty(value, depth);
            assertThat(read(written)).isEqualTo(value);
            assertThat(JsonWriter.pretty(read(written), depth)).isEqualTo(written);
        }
    }
}
