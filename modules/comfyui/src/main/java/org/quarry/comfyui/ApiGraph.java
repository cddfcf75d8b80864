package org.quarry.comfyui;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quarry.json.Json;
import org.quarry.node.NodeException;

/** A graph of ComfyUI: nodes by number; an input is a value, or a wire {@code [number, output]}. */
final class ApiGraph {
    private final Map<String, ApiNode> nodes = new TreeMap<>();

    ApiGraph(Json.Members file) {
        file.members().forEach((number, json) -> {
            Json.Members node = (Json.Members) json;
            Json inputs = node.member("inputs").orElse(new Json.Members(Map.of()));
            if (!(inputs instanceof Json.Members members)) {
                throw new NodeException(
                        "", "node " + number + " has as its inputs " + inputs.kind() + "; wanted an object");
            }
            String type = node.member("class_type").orElse(Json.of("")) instanceof Json.Text text ? text.text() : "";
            nodes.put(number, new ApiNode(number, type, members));
        });
        checkCircles();
    }

    Iterable<ApiNode> nodes() {
        return nodes.values();
    }

    List<ApiNode> of(String type) {
        return nodes.values().stream().filter(node -> node.type().equals(type)).toList();
    }

    /** The wire to an input, if it has one. */
    Optional<Wire> wire(ApiNode node, String input) {
        return node.wire(input)
                .flatMap(ends ->
                        Optional.ofNullable(nodes.get(ends.number())).map(from -> new Wire(from, ends.output())));
    }

    /** The wire to an input that does not go without one. */
    Wire wired(ApiNode node, String input) {
        return wire(node, input)
                .orElseThrow(() -> new NodeException(
                        "",
                        node + ", input '" + input + "': found no wire, wanted one; link it there and export anew"));
    }

    /** The nodes that are wired from any output of one. */
    Stream<ApiNode> after(ApiNode node) {
        return nodes.values().stream()
                .filter(next -> next.inputs().members().keySet().stream()
                        .flatMap(input -> wire(next, input).stream())
                        .anyMatch(wire -> wire.from().equals(node)));
    }

    /** Follows wires from node to node, which would never end on a circle. */
    private void checkCircles() {
        Map<String, Set<String>> waiting = new TreeMap<>();
        nodes.forEach((number, node) -> waiting.put(
                number,
                node.inputs().members().keySet().stream()
                        .flatMap(input -> wire(node, input).stream())
                        .map(wire -> wire.from().number())
                        .collect(Collectors.toSet())));
        while (waiting.values().removeIf(sources -> Collections.disjoint(sources, waiting.keySet()))) {
            continue;
        }
        waiting.keySet().stream().findFirst().ifPresent(number -> {
            throw new NodeException(
                    "",
                    nodes.get(number) + " stands on a circle of wires or behind one; wanted a graph without circles;"
                            + " export it anew");
        });
    }

    /** @param output of the node it starts from, counted from 0 */
    record Wire(ApiNode from, int output) {
        /** What it carries, in ComfyUI's words; empty if that is not known. */
        String kind() {
            return KnownNodes.output(from.type(), output);
        }
    }

    /** As a wire is written. */
    private record Ends(String number, int output) {}

    /** @param number by which wires name it @param type ComfyUI's name of the class */
    record ApiNode(String number, String type, Json.Members inputs) {
        private Optional<Ends> wire(String input) {
            return inputs.member(input).orElse(Json.of(0)) instanceof Json.Elements wire
                            && wire.elements().size() == 2
                            && wire.elements().get(0) instanceof Json.Text from
                            && wire.elements().get(1) instanceof Json.Numeral output
                    ? Optional.of(new Ends(from.text(), output.value().intValue()))
                    : Optional.empty();
        }

        boolean known() {
            return KnownNodes.holds(type);
        }

        boolean is(String... types) {
            return List.of(types).contains(type);
        }

        @Override
        public String toString() {
            return "node " + number + " (" + type + ")";
        }
    }
}
