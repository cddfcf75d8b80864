package org.quarry.comfyui;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quarry.comfyui.Canvas.Group;
import org.quarry.json.Json;

/** A graph as ComfyUI saves it, with all that stands on the canvas; read as the nodes that would run. */
final class UiGraph {
    private final Map<String, UiScope.Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Json> nodes = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    UiGraph(Json.Members root) {
        Json.Members subgraphs = Fields.object(root, "definitions");
        for (Json.Members each : Fields.objects(subgraphs, "subgraphs")) {
            definitions.put(Fields.text(each, "id"), UiScope.definition(each));
        }
        UiScope whole = new UiScope(UiScope.definition(root), definitions);
        walk(whole, "");
        for (Json.Members group : Fields.objects(root, "groups")) {
            groups.add(new Group(Fields.text(group, "title"), within(whole, Fields.numbers(group, "bounding"))));
        }
    }

    static boolean recognises(Json.Members root) {
        return root.member("nodes").orElse(root) instanceof Json.Elements nodes
                && root.member("links").orElse(root) instanceof Json.Elements
                && nodes.elements().stream()
                        .allMatch(node -> node instanceof Json.Members members
                                && members.member("type").isPresent()
                                && members.member("id").isPresent());
    }

    /** In the form of the API. */
    Json.Members nodes() {
        return new Json.Members(nodes);
    }

    Canvas canvas() {
        return new Canvas(notes, groups, left);
    }

    private void walk(UiScope scope, String path) {
        for (UiNode node : scope.nodes()) {
            if (node.is("Note", "MarkdownNote")) {
                node.values().stream().findFirst().ifPresent(text -> notes.add(Fields.written(text)));
            } else if (node.muted() || node.bypassed()) {
                left.add("node " + path + node.id() + " (" + node.type() + ") is "
                        + (node.muted() ? "muted" : "bypassed") + " there and was left out");
            } else if (definitions.containsKey(node.type())) {
                walk(scope.inside(node), path + node.id() + ":");
            } else if (!node.is("Reroute", "PrimitiveNode", "GetNode", "SetNode")) {
                nodes.put(path + node.id(), scope.api(node));
            }
        }
    }

    /** The nodes whose upper left corner lies in a rectangle, with all that is within sub-graphs there. */
    private Set<String> within(UiScope whole, List<Double> bounds) {
        Set<String> within = new HashSet<>();
        for (UiNode node : whole.nodes()) {
            if (bounds.size() == 4 && node.in(bounds)) {
                nodes.keySet().stream()
                        .filter(number -> number.equals(node.id()) || number.startsWith(node.id() + ":"))
                        .forEach(within::add);
            }
        }
        return within;
    }
}
