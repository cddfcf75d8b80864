package org.quarry.workflow;

import java.util.Map;
import java.util.TreeMap;
import org.quarry.json.Json;

/**
 * Which modules a workflow's nodes come from, kept in its file under {@code modules} by vendor, so that someone who lacks
 * a module is told its name. Nodes of Quarry itself need no note.
 */
public final class ModuleNotes {
    private static final String MEMBER = "modules";
    private static final String OWN = "quarry";

    private ModuleNotes() {}

    /** The workflow with a note for every vendor whose nodes it uses and the catalog knows; older notes stay. */
    public static Workflow update(Workflow workflow, NodeCatalog catalog) {
        Map<String, Json> notes = new TreeMap<>(notes(workflow));
        workflow.nodes()
                .values()
                .forEach(node -> catalog.find(node.type().id())
                        .filter(known -> !node.type().vendor().equals(OWN))
                        .ifPresent(known -> notes.put(node.type().vendor(), Json.of(known.module()))));
        return notes.isEmpty() ? workflow : workflow.withExtra(MEMBER, new Json.Members(notes));
    }

    /** The module that brings a type, as the file says; empty if it does not. */
    static String module(Workflow workflow, NodeType type) {
        return notes(workflow).get(type.vendor()) instanceof Json.Text text ? text.text() : "";
    }

    private static Map<String, Json> notes(Workflow workflow) {
        return workflow.extras().get(MEMBER) instanceof Json.Members notes ? notes.members() : Map.of();
    }
}
