package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.json.JsonException;

/** What a reader says of files that are no workflows: the whole sentence, with line and column. */
class BadFilesTest {
    static Stream<Arguments> files() {
        return Stream.of(
                file("", "w.json: the text is empty; JSON was wanted"),
                file("[]", "w.json: line 1, column 1: the file is an array, wanted an object"),
                file(
                        "{}",
                        "w.json: line 1, column 1: this is not a workflow of Quarry: member \"quarry\" is missing; "
                                + "wanted \"quarry\": 1"),
                file(
                        "{\"quarry\": \"1\"}",
                        "w.json: line 1, column 12: member \"quarry\" is a text, wanted a whole number up to 1"),
                file(
                        "{\"quarry\": 1.5}",
                        "w.json: line 1, column 12: member \"quarry\" is 1.5, wanted a whole number up to 1"),
                file(
                        "{\"quarry\": -1}",
                        "w.json: line 1, column 12: member \"quarry\" is -1, wanted a whole number up to 1"),
                file(
                        "{\n \"quarry\": 2}",
                        "w.json: line 2, column 12: this workflow is of format 2, made by a newer Quarry; "
                                + "this one reads formats up to 1; update Quarry"),
                file(
                        "{\"quarry\": 1e999999999}",
                        "w.json: line 1, column 12: this workflow is of format 1E+999999999, made by a newer Quarry; "
                                + "this one reads formats up to 1; update Quarry"),
                file(
                        "{\"quarry\": 0}",
                        "w.json: line 1, column 12: found format 0; this Quarry reads formats up to 1, but knows no"
                                + " way from 0; save the file with the Quarry it was made by"),
                file("{\"quarry\": 1, \"title\": 5}", "w.json: line 1, column 24: 'title' is a number, wanted a text"),
                file(
                        "{\"quarry\": 1, \"nodes\": []}",
                        "w.json: line 1, column 24: 'nodes' is an array, wanted an object"),
                file(
                        "{\"quarry\": 1,\n\"nodes\": {\"a\": 1}}",
                        "w.json: line 2, column 16: 'nodes/a' is a number, wanted an object"),
                node("{}", "line 2, column 1: member 'type' is missing; wanted a text"),
                node("{\"type\": 1}", "line 2, column 10: 'nodes/a/type' is a number, wanted a text"),
                node(
                        "{\"type\": \"denoise\"}",
                        "line 2, column 10: found 'denoise'; wanted a node type like quarry:denoise@1"),
                node(
                        "{\"type\": \"quarry:denoise\"}",
                        "line 2, column 10: found 'quarry:denoise'; wanted a node type like quarry:denoise@1"),
                node(
                        "{\"type\": \"quarry:denoise@0\"}",
                        "line 2, column 10: found 'quarry:denoise@0'; wanted a node type like quarry:denoise@1"),
                node(
                        "{\"type\": \"a:b@1\", \"in\": {\"from\": 5}}",
                        "line 2, column 25: 'from' is a number, wanted a port like \"unet.prediction\""),
                node(
                        "{\"type\": \"a:b@1\", \"in\": {\"from\": \"unet\"}}",
                        "line 2, column 25: found 'unet'; wanted a port like unet.prediction"),
                node(
                        "{\"type\": \"a:b@1\", \"in\": {\"from\": \".x\"}}",
                        "line 2, column 25: found '.x'; wanted a port like unet.prediction"),
                node(
                        "{\"type\": \"a:b@1\", \"in\": {\"from\": \"a.b.c\"}}",
                        "line 2, column 25: found 'a.b.c'; wanted a port like unet.prediction"),
                node(
                        "{\"type\": \"a:b@1\", \"switch\": \"off\"}",
                        "line 2, column 29: found \"switch\": \"off\"; wanted active, muted or bypassed"),
                node(
                        "{\"type\": \"a:b@1\", \"switch\": true}",
                        "line 2, column 29: 'nodes/a/switch' is true or false, wanted a text"),
                node(
                        "{\"type\": \"a:b@1\", \"import\": \"x.json\"}",
                        "line 2, column 29: 'nodes/a/import' is a text, wanted an object"),
                node(
                        "{\"type\": \"a:b@1\", \"import\": {}}",
                        "line 2, column 29: member 'file' is missing; wanted a text"),
                named("a.b", "found a node named 'a.b'; wanted a name of 1 to 200 letters without '.' and '/'"),
                named("a/b", "found a node named 'a/b'; wanted a name of 1 to 200 letters without '.' and '/'"),
                named("", "found a node named ''; wanted a name of 1 to 200 letters without '.' and '/'"),
                top("\"layout\": {\"a\": {}}", "line 2, column 17: 'at' has 0 numbers, wanted 2"),
                top("\"layout\": {\"a\": {\"at\": [1]}}", "line 2, column 24: 'at' has 1 numbers, wanted 2"),
                top(
                        "\"layout\": {\"a\": {\"at\": [1, \"2\"]}}",
                        "line 2, column 28: 'layout/a/at/1' is a text, wanted a number that a screen can hold"),
                top(
                        "\"layout\": {\"a\": {\"at\": [1, 1e999]}}",
                        "line 2, column 28: 'layout/a/at/1' is a number, wanted a number that a screen can hold"),
                top("\"frames\": {}", "line 2, column 11: 'frames' is an object, wanted an array"),
                top("\"frames\": [{\"at\": [1, 2]}]", "line 2, column 12: 'size' has 0 numbers, wanted 2"),
                top(
                        "\"notes\": [{\"at\": [1, 2], \"width\": 5}]",
                        "line 2, column 11: member 'text' is missing; wanted a text"),
                top(
                        "\"notes\": [{\"at\": [1, 2], \"text\": \"x\"}]",
                        "line 2, column 11: member 'width' is missing; wanted a number"),
                top("\"component\": 5", "line 2, column 14: 'component' is a number, wanted an object"),
                top("\"component\": {}", "line 2, column 14: member 'type' is missing; wanted a text"),
                top(
                        "\"component\": {\"type\": \"a:b@1\", \"inputs\": {\"in\": []}}",
                        "line 2, column 49: input 'in' feeds nothing; wanted a port like \"prompt.text\""),
                top(
                        "\"component\": {\"type\": \"a:b@1\", \"inputs\": {\"in\": [5]}}",
                        "line 2, column 49: found a number, wanted a port like \"prompt.text\""),
                top(
                        "\"component\": {\"type\": \"a:b@1\", \"inputs\": {\"type\": [\"a.b\"]}}",
                        "line 2, column 51: found a port named 'type'; wanted a name of letters, digits and _ that is"
                                + " none of type, switch, import"),
                top(
                        "\"component\": {\"type\": \"a:b@1\", \"outputs\": {\"a-b\": \"a.b\"}}",
                        "line 2, column 51: found a port named 'a-b'; wanted a name of letters, digits and _ that is"
                                + " none of type, switch, import"),
                top(
                        "\"component\": {\"type\": \"a:b@1\", \"outputs\": {\"out\": \"ab\"}}",
                        "line 2, column 51: found 'ab'; wanted a port like unet.prediction"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_bad_file_is_refused_with_a_sentence_that_names_the_place(String text, String message) {
        assertThat(refusal(text)).hasMessage(message);
    }

    @Test
    void a_file_that_is_cut_off_is_refused_at_every_length() {
        String whole = "{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"a:b@1\", \"in\": [{\"from\": \"b.c\"}]}}}";

        for (int length = 1; length < whole.length(); length++) {
            assertThat(refusal(whole.substring(0, length))).hasMessageStartingWith("w.json: line 1, column ");
        }
    }

    @Test
    void a_broken_file_says_what_can_be_done_with_it(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), "{\"quarry\": 1,\n \"nodes\": {,}}");

        assertThatThrownBy(() -> WorkflowReader.read(file))
                .isInstanceOf(JsonException.class)
                .hasMessage(
                        "w.json: line 2, column 12: not JSON: Unexpected character (','): was expecting double-quote"
                                + " to start property name; mend it there in a text editor, or open another copy of the"
                                + " file");
    }

    @Test
    void a_duplicate_node_is_refused() {
        assertThat(refusal(
                        "{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"a:b@1\"},\n \"a\": {\"type\": \"a:b@1\"}}}"))
                .hasMessageStartingWith("w.json: line 2, column ")
                .hasMessageContaining("Duplicate");
    }

    @Test
    void nesting_beyond_the_limit_is_refused() {
        assertThat(refusal("{\"quarry\": 1, \"x\": " + "[".repeat(300) + "]".repeat(300) + "}"))
                .hasMessage(
                        "w.json: line 1, column 220: Document nesting depth (201) exceeds the maximum allowed (200)");
    }

    @Test
    void more_nodes_than_the_limit_are_refused() {
        StringBuilder nodes = new StringBuilder();
        for (int i = 0; i <= WorkflowReader.MOST_NODES; i++) {
            nodes.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":{\"type\":\"a:b@1\"}");
        }

        assertThat(refusal("{\"quarry\":1,\"nodes\":{" + nodes + "}}"))
                .hasMessage("w.json: line 1, column 21: the workflow has 100001 nodes, more than the 100000 allowed");
    }

    private static Arguments file(String text, String message) {
        return Arguments.of(text, message);
    }

    private static Arguments node(String node, String message) {
        return Arguments.of("{\"quarry\": 1, \"nodes\": {\"a\":\n" + node + "}}", "w.json: " + message);
    }

    private static Arguments named(String name, String message) {
        return Arguments.of(
                "{\"quarry\": 1, \"nodes\": {\"" + name + "\":\n{\"type\": \"a:b@1\"}}}",
                "w.json: line 2, column 1: " + message);
    }

    private static Arguments top(String member, String message) {
        return Arguments.of("{\"quarry\": 1,\n" + member + "}", "w.json: " + message);
    }

    private static JsonException refusal(String text) {
        return catchThrowableOfType(
                JsonException.class, () -> WorkflowReader.read("w.json", text.getBytes(StandardCharsets.UTF_8)));
    }
}
