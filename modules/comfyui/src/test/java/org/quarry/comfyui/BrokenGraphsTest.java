package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.JsonException;
import org.quarry.node.NodeException;

/** Whatever is changed in a graph, it becomes a workflow or is refused with a sentence. */
class BrokenGraphsTest {
    /** Wires, values and names of classes, in both forms. */
    private static final Pattern PIECE =
            Pattern.compile("\\[\"\\d+\", \\d\\]|(?<=: )(?:-?[\\d.]+|\"[^\"]*\"|null|true)");

    private static final List<String> OTHERS =
            List.of("\"Other\"", "7", "null", "true", "[]", "{}", "[\"4\", 1]", "[\"a.b\", 9]", "-1", "\"KSampler\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flux-advanced.json",
                "lines.json",
                "custom.json",
                "inpaint-model.json",
                "high-resolution.json",
                "canvas.json",
                "subgraph.json"
            })
    void each_piece_may_be_another_one(String graph) throws IOException, JsonException {
        String text = Graphs.text(graph);
        int made = 0;
        for (MatchResult piece : PIECE.matcher(text).results().toList()) {
            for (String other : OTHERS) {
                made += made(text.substring(0, piece.start()) + other + text.substring(piece.end())) ? 1 : 0;
            }
        }
        assertThat(made).as("most changes leave a graph").isGreaterThan(100);
    }

    private static boolean made(String text) throws JsonException {
        try {
            if (!new ComfyUiFile().recognises(text)) {
                return false;
            }
            assertThat(Graphs.at(new ComfyUiFile().read(text), "nodes")).isNotNull();
            return true;
        } catch (NodeException e) {
            assertThat(e).message().isNotEmpty();
            return false;
        }
    }
}
