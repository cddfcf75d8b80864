package org.quarry.comfyui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;
import org.quarry.node.NodeException;

/**
 * The nodes and links of one level: of the canvas, or of a sub-graph where it is used. It finds what a link really carries:
 * behind reroutes, nodes that are bypassed, and the borders of sub-graphs.
 */
final class UiScope {
    private static final int INPUTS = -10;
    private static final int OUTPUTS = -20;
    private static final int DEEPEST = 32;

    private final Definition definition;
    private final Map<String, Definition> definitions;
    private final @Nullable UiScope outer;
    private final @Nullable UiNode instance;
    private final String path;
    private final int depth;

    UiScope(Definition definition, Map<String, Definition> definitions) {
        this.definition = definition;
        this.definitions = definitions;
        this.outer = null;
        this.instance = null;
        this.path = "";
        this.depth = 0;
    }

    private UiScope(UiScope outer, UiNode instance, Definition definition) {
        this.definition = definition;
        this.definitions = outer.definitions;
        this.outer = outer;
        this.instance = instance;
        this.path = outer.path + instance.id() + ":";
        this.depth = outer.depth + 1;
        if (depth > DEEPEST) {
            throw new NodeException(
                    "", "found sub-graphs within each other more than " + DEEPEST + " deep; unpack some there");
        }
    }

    /** A link. @param from node and @param slot of its output @param to node and @param input of its input */
    record Link(String from, int slot, String to, int input) {}

    /** What a level holds. @param nodes by id @param links by id */
    record Definition(Map<String, UiNode> nodes, Map<Integer, Link> links) {
        Definition {
            nodes = Map.copyOf(nodes);
            links = Map.copyOf(links);
        }
    }

    static Definition definition(Json.Members json) {
        Map<String, UiNode> nodes = new LinkedHashMap<>();
        Fields.objects(json, "nodes").stream().map(UiNode::of).forEach(node -> nodes.put(node.id(), node));
        Map<Integer, Link> links = new LinkedHashMap<>();
        for (Json link : Fields.list(json, "links")) {
            if (link instanceof Json.Elements list && list.elements().size() >= 5) {
                List<String> ends =
                        list.elements().stream().map(Fields::written).toList();
                links.put(
                        number(ends.get(0)),
                        new Link(ends.get(1), number(ends.get(2)), ends.get(3), number(ends.get(4))));
            } else if (link instanceof Json.Members object) {
                links.put(
                        Fields.whole(object, "id", -1),
                        new Link(
                                Fields.text(object, "origin_id"),
                                Fields.whole(object, "origin_slot", 0),
                                Fields.text(object, "target_id"),
                                Fields.whole(object, "target_slot", 0)));
            }
        }
        return new Definition(nodes, links);
    }

    private static int number(String written) {
        return written.matches("-?\\d{1,9}") ? Integer.parseInt(written) : -1;
    }

    Iterable<UiNode> nodes() {
        return definition.nodes().values().stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    UiScope inside(UiNode node) {
        Definition inner = definitions.get(node.type());
        if (inner == null) {
            throw new IllegalArgumentException(node.type());
        }
        return new UiScope(this, node, inner);
    }

    /** A node in the form of the API. */
    Json api(UiNode node) {
        Map<String, Json> inputs = new LinkedHashMap<>(node.widgets());
        for (UiNode.Slot slot : node.inputs()) {
            linked(slot).ifPresent(value -> inputs.put(slot.name(), value));
        }
        Map<String, Json> api = new LinkedHashMap<>();
        api.put("class_type", Json.of(node.type()));
        api.put("inputs", new Json.Members(inputs));
        return new Json.Members(api);
    }

    /** What an input is given: a wire of the API's form, or a value. */
    private Optional<Json> linked(UiNode.Slot slot) {
        Link link = definition.links().get(slot.link());
        return link == null ? Optional.empty() : carried(link.from(), link.slot(), 0);
    }

    private Optional<Json> carried(String from, int slot, int hops) {
        if (slot < 0 || hops > definition.nodes().size() + 1) {
            return Optional.empty(); // nothing is there, or reroutes stand in a circle
        }
        if (from.equals(String.valueOf(INPUTS))) {
            return outside(slot);
        }
        UiNode node = definition.nodes().get(from);
        if (node == null || node.muted()) {
            return Optional.empty();
        } else if (node.bypassed() || node.is("Reroute")) {
            return passed(node, slot, hops);
        } else if (node.is("PrimitiveNode")) {
            return node.values().stream().findFirst();
        } else if (node.is("GetNode")) {
            return set(node);
        } else if (definitions.containsKey(node.type())) {
            return inside(node).given(slot);
        }
        return Optional.of(new Json.Elements(List.of(Json.of(path + node.id()), Json.of(slot))));
    }

    /** The input that an output hands on: the one beside it if the types agree, or else the first that agrees. */
    private Optional<Json> passed(UiNode node, int slot, int hops) {
        List<UiNode.Slot> inputs = node.inputs();
        if (node.is("Reroute")) {
            return inputs.stream().findFirst().flatMap(input -> carried(input, hops));
        }
        String type = node.output(slot);
        Optional<UiNode.Slot> beside =
                slot < inputs.size() && inputs.get(slot).type().equals(type)
                        ? Optional.of(inputs.get(slot))
                        : Optional.empty();
        return beside.or(() -> inputs.stream()
                        .filter(input -> input.type().equals(type) && input.link() >= 0)
                        .findFirst())
                .flatMap(input -> carried(input, hops));
    }

    private Optional<Json> carried(UiNode.Slot input, int hops) {
        Link link = definition.links().get(input.link());
        return link == null ? Optional.empty() : carried(link.from(), link.slot(), hops + 1);
    }

    /** What a Get node reads: what the Set node of that name, on this level or one around it, is given. */
    private Optional<Json> set(UiNode get) {
        Optional<UiNode.Slot> input = definition.nodes().values().stream()
                .filter(node -> node.is("SetNode") && node.values().equals(get.values()))
                .findFirst()
                .flatMap(node -> node.inputs().stream().findFirst());
        return input.isPresent() || outer == null ? input.flatMap(this::linked) : outer.set(get);
    }

    /** What the sub-graph is given at one of its inputs, where it is used. */
    private Optional<Json> outside(int slot) {
        if (outer == null || instance == null || slot >= instance.inputs().size()) {
            return Optional.empty();
        }
        UiNode.Slot input = instance.inputs().get(slot);
        Optional<Json> linked = outer.linked(input);
        return linked.isPresent()
                ? linked
                : Optional.ofNullable(instance.widgets().get(input.name()));
    }

    /** What a sub-graph gives at one of its outputs. */
    private Optional<Json> given(int slot) {
        return definition.links().values().stream()
                .filter(link -> link.to().equals(String.valueOf(OUTPUTS)) && link.input() == slot)
                .findFirst()
                .flatMap(link -> carried(link.from(), link.slot(), 0));
    }
}
