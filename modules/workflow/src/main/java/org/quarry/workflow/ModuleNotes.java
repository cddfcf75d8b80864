package org.quarry.workflow;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** The workflow with a note for every vendor of whom it uses something that the catalog knows; older notes stay. */
    public static Workflow update(Workflow workflow, NodeCatalog catalog) {
        Map<String, Json> notes = new TreeMap<>(notes(workflow));
        workflow.nodes()
                .values()
                .forEach(node -> used(node)
                        .filter(id -> !vendor(id).equals(OWN))
                        .forEach(id -> {
                            ModuleNote module = catalog.bringing(id);
                            if (module.isEmpty() && module(notes, id).isEmpty()) {
                                module = catalog.removed(id);
                            }
                            if (!module.isEmpty()) {
                                note(notes, id, module.forOthers());
                            }
                        }));
        return notes.isEmpty() ? workflow : workflow.withExtra(MEMBER, new Json.Members(notes));
    }

    /** The node itself, and texts that may be the id of a choice that a module adds. */
    private static Stream<String> used(PlacedNode node) {
        Stream<String> choices = node.inputs().values().stream()
                .filter(input -> input instanceof Input.Value value && value.value() instanceof Json.Text)
                .map(input -> ((Json.Text) ((Input.Value) input).value()).text())
                .filter(text -> text.indexOf(':') > 0);
        return Stream.concat(Stream.of(node.type().id()), choices);
    }

    private static String vendor(String id) {
        return id.substring(0, id.indexOf(':'));
    }

    private static void note(Map<String, Json> notes, String id, ModuleNote module) {
        ModuleNote ofVendor = read(notes.get(vendor(id)));
        boolean another = !ofVendor.isEmpty() && !ofVendor.id().equals(module.id());
        notes.put(another ? id : vendor(id), Json.of(module.toString()));
        if (!another) {
            notes.remove(id);
        }
    }

    /** The module that brings a node or a choice, as the file or a removal here says; {@link ModuleNote#NONE} if neither does. */
    static ModuleNote module(Workflow workflow, String id, NodeCatalog catalog) {
        return module(notes(workflow), id).or(catalog.removed(id));
    }

    private static ModuleNote module(Map<String, Json> notes, String id) {
        ModuleNote own = read(notes.get(id));
        return own.isEmpty() && id.indexOf(':') > 0 ? read(notes.get(vendor(id))) : own;
    }

    private static ModuleNote read(@Nullable Json note) {
        return note instanceof Json.Text text ? ModuleNote.parse(text.text()) : ModuleNote.NONE;
    }

    private static Map<String, Json> notes(Workflow workflow) {
        return workflow.extras().get(MEMBER) instanceof Json.Members notes ? notes.members() : Map.of();
    }
}
