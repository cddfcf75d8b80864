package org.quarry.editor.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.quarry.json.JsonException;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** Workflows and wires as tests write them. */
final class Drawn {
    private Drawn() {}

    /** A workflow from its nodes as they stand in a file. */
    static Workflow read(String nodes) {
        return read(nodes, "");
    }

    /** A workflow from its nodes and what else stands in a file. @param more begins with a comma */
    static Workflow read(String nodes, String more) {
        return file("{\"quarry\": 1, \"nodes\": {" + nodes + "}" + more + "}");
    }

    static Workflow file(String text) {
        try {
            return WorkflowReader.read("drawn", text.getBytes(StandardCharsets.UTF_8))
                    .workflow();
        } catch (JsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What is left after saving and reading again. */
    static Workflow saved(Workflow workflow) {
        return file(WorkflowWriter.write(workflow));
    }

    /** A wire, written {@code a.out -> b.in}. */
    static Link link(String written) {
        String[] ends = written.split(" -> ");
        return new Link(Socket.parse(ends[0]), Socket.parse(ends[1]));
    }

    /** All wires, as {@link #link} reads them. */
    static List<String> links(Workflow workflow) {
        return Link.of(workflow).stream()
                .map(link -> link.from() + " -> " + link.to())
                .toList();
    }
}
