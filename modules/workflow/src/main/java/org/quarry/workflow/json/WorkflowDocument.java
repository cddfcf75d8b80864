package org.quarry.workflow.json;

import java.util.Map;
import java.util.Optional;
import org.quarry.json.JsonDocument;
import org.quarry.json.JsonDocument.Position;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Workflow;

/**
 * A workflow that was read from a file, and where each part of it stands.
 *
 * @param name the file as it was named, for messages
 * @param workflow what it holds
 * @param hash of the bytes of the workflow's text, {@code sha256:…}
 * @param positions by JSON pointer: {@code /nodes/unet/scale}
 */
public record WorkflowDocument(String name, Workflow workflow, String hash, Map<String, Position> positions) {
    /** Copies the map. */
    public WorkflowDocument {
        positions = Map.copyOf(positions);
    }

    /** The same file with another workflow in it, as after settings; places are still those of the file. */
    public WorkflowDocument with(Workflow other) {
        return new WorkflowDocument(name, other, hash, positions);
    }

    /** Where a node stands, if it is in the file; of a node within a component its outermost instance. */
    public Optional<Position> position(String node) {
        int inner = node.indexOf('/');
        String outer = inner < 0 ? node : node.substring(0, inner);
        return Optional.ofNullable(positions.get("/nodes/" + JsonDocument.escape(outer)));
    }

    /** Where what stands at an input begins, or its node if nothing stands there. */
    public Optional<Position> position(String node, String input) {
        Position at = positions.get("/nodes/" + JsonDocument.escape(node) + "/" + JsonDocument.escape(input));
        return at == null || input.isEmpty() ? position(node) : Optional.of(at);
    }

    /** Where a problem is, for a terminal or an editor to jump to: {@code workflow.json:12:8}. */
    public String place(Problem problem) {
        return position(problem.node(), problem.input())
                .map(at -> name + ":" + at.line() + ":" + at.column())
                .orElse(name);
    }
}
