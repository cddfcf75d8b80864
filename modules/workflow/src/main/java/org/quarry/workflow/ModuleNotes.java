package org.quarry.workflow;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;

/**
 * Which modules a workflow's nodes come from, kept in its file under {@code modules} by vendor, so that someone who lacks
 * a module is told its name; where a vendor has several, the nodes of the others have notes of their own, by id. Nodes of
 * Quarry itself need no note.
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
                        .ifPresent(known -> note(notes, node.type(), catalog.note(known))));
        return notes.isEmpty() ? workflow : workflow.withExtra(MEMBER, new Json.Members(notes));
    }

    private static void note(Map<String, Json> notes, NodeType type, ModuleNote module) {
        ModuleNote ofVendor = read(notes.get(type.vendor()));
        boolean another = !ofVendor.isEmpty() && !ofVendor.id().equals(module.id());
        notes.put(another ? type.id() : type.vendor(), Json.of(module.toString()));
        if (!another) {
            notes.remove(type.id());
        }
    }

    /** The module that brings a type, as the file says; {@link ModuleNote#NONE} if it does not. */
    static ModuleNote module(Workflow workflow, NodeType type) {
        Map<String, Json> notes = notes(workflow);
        ModuleNote own = read(notes.get(type.id()));
        return own.isEmpty() ? read(notes.get(type.vendor())) : own;
    }

    private static ModuleNote read(@Nullable Json note) {
        return note instanceof Json.Text text ? ModuleNote.parse(text.text()) : ModuleNote.NONE;
    }

    private static Map<String, Json> notes(Workflow workflow) {
        return workflow.extras().get(MEMBER) instanceof Json.Members notes ? notes.members() : Map.of();
    }
}
