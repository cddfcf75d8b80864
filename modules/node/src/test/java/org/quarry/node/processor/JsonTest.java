package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the processor writes, it reads back. */
class JsonTest {
    @Test
    void what_is_written_reads_as_it_was() throws IOException {
        Map<String, Object> value = Map.of(
                "text", "\"quoted\" \\ \n \t \u0001 ü \uD83D\uDE00",
                "numbers", List.of(new BigDecimal("7.5"), new BigDecimal("-0.001"), new BigDecimal("100")),
                "flags", List.of(true, false),
                "empty", Map.of("list", List.of(), "object", Map.of(), "text", ""));

        assertThat(JsonParse.object(JsonText.of(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[]|line 1: found '[', wanted '{'",
                "{} x|line 1: found 'x', wanted the end of the text",
                "{\"a\" 1}|line 1: found '1', wanted ':'",
                "{\"a\": 1 2}|line 1: found '2', wanted ','",
                "{\"a\": null}|line 1: found 'n', wanted a value",
                "{\"a\": 1.2.3}|line 1: found '1', wanted a value",
                "{\"a\": tru}|line 1: found 't', wanted true",
                "{\"a|line 1: found the end of the text, wanted a closing quote",
                "{\"a\": |line 1: found the end of the text, wanted a value",
                "{\"\\q\": 1}|line 1: found '\"', wanted an escape that an index has",
                "{\"\\u12x4\": 1}|line 1: found '1', wanted four hexadecimal digits",
            })
    void what_is_broken_is_told_with_its_line(String text, String message) {
        assertThatThrownBy(() -> JsonParse.object(text))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }
}
