package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Graphs among the test's resources, and what becomes of them. */
final class Graphs {
    private Graphs() {}

    static String text(String graph) throws IOException {
        try (InputStream in = Objects.requireNonNull(Graphs.class.getResourceAsStream(graph))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Imported read(String graph) throws IOException {
        return new ComfyUiFile().read(text(graph));
    }

    /** With something else in one place. */
    static Imported read(String graph, String was, String is) throws IOException {
        String text = text(graph);
        assertThat(text).contains(was);
        return new ComfyUiFile().read(text.replace(was, is));
    }

    static Json at(Imported imported, String... path) throws JsonException {
        Json at = JsonReader.read(imported.workflow().getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT)
                .root();
        for (String member : path) {
            at = ((Json.Members) at).member(member).orElseThrow();
        }
        return at;
    }

    /** A parameter's value, or the output that an input is wired from, as text. */
    static String input(Imported imported, String node, String input) throws JsonException {
        Json value = at(imported, "nodes", node, input);
        Json found = value instanceof Json.Members wire ? wire.member("from").orElseThrow() : value;
        return found.toJava().toString();
    }
}
