package org.quarry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.JsonDocument.Position;

class JsonReaderTest {
    private static JsonDocument read(String text) throws JsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    }

    @Test
    void every_sort_of_value_is_read() throws JsonException {
        Json.Members root = (Json.Members) read("{\"a\": [1, -2.5e3, \"x\", true, false, null], \"b\": {}, \"c\": []}")
                .root();

        assertThat(root.member("a"))
                .contains(new Json.Elements(List.of(
                        Json.of(1), Json.of(-2500), Json.of("x"), Json.of(true), Json.of(false), new Json.Null())));
        assertThat(root.member("b")).contains(Json.object());
        assertThat(root.member("c")).contains(new Json.Elements(List.of()));
        assertThat(root.member("d")).isEmpty();
    }

    @Test
    void keys_keep_their_order() throws JsonException {
        assertThat(((Json.Members) read("{\"z\": 1, \"a\": 2, \"m\": 3}").root())
                        .members()
                        .keySet())
                .containsExactly("z", "a", "m");
    }

    @Test
    void every_value_has_its_place() throws JsonException {
        JsonDocument document = read("{\n  \"nodes\": {\n    \"a/b\": {\"scale\": 5},\n    \"c~d\": [1,\n 2]}}");

        assertThat(document.position("")).contains(new Position(1, 1));
        assertThat(document.position("/nodes")).contains(new Position(2, 12));
        assertThat(document.position("/nodes/" + JsonDocument.escape("a/b") + "/scale"))
                .contains(new Position(3, 22));
        assertThat(document.position("/nodes/c~0d/1")).contains(new Position(5, 2));
        assertThat(document.position("/nodes/none")).isEmpty();
        assertThat(new Position(3, 22)).hasToString("line 3, column 22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551615", "0.1", "1E+400", "123456789012345678901234567890.5"})
    void numbers_keep_every_digit(String written) throws JsonException {
        assertThat(read(written).root()).isEqualTo(new Json.Numeral(new BigDecimal(written)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void numbers_that_only_python_writes_are_texts(String written) throws JsonException {
        assertThat(read("[" + written + "]").root()).isEqualTo(Json.ofTexts(List.of(written)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\": 1,,}|line 1, column 9: not JSON: Unexpected character (',')",
                "{\"a\": 1|line 1, column 8: not JSON: Unexpected end-of-input",
                "[1 2]|line 1, column 4: not JSON: Unexpected character ('2')",
                "{\"a\": tru}|line 1, column 7: not JSON: Unrecognized token 'tru'",
                "{a: 1}|line 1, column 2: not JSON: Unexpected character ('a')",
                "{\"a\": 1, \"a\": 2}|line 1, column 13: not JSON: Duplicate Object property \"a\"",
                "[1] []|line 1, column 5: something follows after the end of the value",
                "[1] x|line 1, column 5: not JSON: Unrecognized token 'x'",
                "\"a\\qb\"|line 1, column 4: not JSON: Unrecognized character escape 'q'",
                "[01]|line 1, column 3: not JSON: Invalid numeric value: Leading zeroes not allowed",
                "[1e99999999999]|line 1, column 2: the number 1e99999999999 has an exponent out of all bounds",
            })
    void what_is_not_json_is_told_with_its_place(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("Source")
                .hasMessageNotContaining("INF")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t "})
    void nothing_is_not_json(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonException.class)
                .hasMessage("the text is empty; JSON was wanted");
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        byte[] latin1 = "[\"gr\u00f6\u00dfe\"]".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonReader.read(latin1, JsonLimits.DEFAULT))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("Invalid UTF-8");
    }

    @Test
    void deep_nesting_is_refused_before_it_exhausts_the_stack() throws JsonException {
        JsonLimits limits = new JsonLimits(1 << 20, 200, 1000);
        String deepest = "[".repeat(200) + "]".repeat(200);

        assertThat(JsonReader.read(deepest.getBytes(StandardCharsets.UTF_8), limits)
                        .root()
                        .kind())
                .isEqualTo("an array");
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000).getBytes(StandardCharsets.UTF_8), limits))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nesting depth (201) exceeds the maximum allowed (200)");
    }

    @Test
    void more_values_than_allowed_are_refused() {
        byte[] text = ("[" + "0,".repeat(5000) + "0]").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsonReader.read(text, new JsonLimits(1 << 20, 200, 1000)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("more than the 1000 values allowed");
    }

    @Test
    void a_number_without_end_is_refused() {
        assertThatThrownBy(() -> read("9".repeat(101)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("Number value length (101) exceeds the maximum allowed (100)");
    }

    @Test
    void a_file_larger_than_allowed_is_not_even_read(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("big.json"), "[1, 2, 3]");

        assertThatThrownBy(() -> JsonReader.read(file, new JsonLimits(8, 200, 1000)))
                .isInstanceOf(JsonException.class)
                .hasMessage(file + " has 9 bytes, more than the 8 allowed");
    }

    @Test
    void a_file_is_read_as_its_text_is(@TempDir Path folder) throws IOException, JsonException {
        Path file = Files.writeString(folder.resolve("w.json"), "{\"title\": \"größe \uD83D\uDE00\"}");

        assertThat(JsonReader.read(file, JsonLimits.DEFAULT).root())
                .isEqualTo(Json.object().with("title", Json.of("größe \uD83D\uDE00")));
        assertThatThrownBy(() -> JsonReader.read(folder.resolve("none.json"), JsonLimits.DEFAULT))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void escapes_are_resolved() throws JsonException {
        assertThat(read("\"\\u0041\\n\\t\\\\\\/\\\"\\uD83D\\uDE00\"").root())
                .isEqualTo(Json.of("A\n\t\\/\"\uD83D\uDE00"));
    }
}
