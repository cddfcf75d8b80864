package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** The node that a wire to an input starts from, which must be of one of some types. */
    ApiNode source(ApiNode node, String input, List<String> types) {
        Optional<Wire> wire = wire(node, input);
        return wire.map(Wire::from)
                .filter(found -> types.contains(found.type()))
                .orElseThrow(() -> new NodeException(
                        "",
                        node + ", input '" + input + "': found "
                                + wire.map(found -> "a wire from " + found.from())
                                        .orElse("no wire")
                                + ", wanted one from a " + String.join(" or ", types)
                                + "; only graphs of such nodes from text to image can be imported"));
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
    record Wire(ApiNode from, int output) {}

    /** As a wire is written. */
    private record Ends(String number, int output) {}

    /** @param number by which wires name it @param type ComfyUI's name of the class */
    record ApiNode(String number, String type, Json.Members inputs) {
        /** A text that is set in place. */
        String text(String input, String otherwise) {
            if (wire(input).isPresent()) {
                throw new NodeException(
                        "",
                        this + ", input '" + input + "': found a wire, wanted a text; write it into the node there and"
                                + " export anew");
            }
            return inputs.member(input).orElse(Json.of(otherwise)) instanceof Json.Text text ? text.text() : otherwise;
        }

        private Optional<Ends> wire(String input) {
            return inputs.member(input).orElse(Json.of(0)) instanceof Json.Elements wire
                            && wire.elements().size() == 2
                            && wire.elements().get(0) instanceof Json.Text from
                            && wire.elements().get(1) instanceof Json.Numeral output
                    ? Optional.of(new Ends(from.text(), output.value().intValue()))
                    : Optional.empty();
        }

        /** A file below one of the folders of models, as it is written on Linux. */
        String file(String input) {
            return text(input, "").replace('\\', '/');
        }

        /** A number that is set in place. */
        Json number(String input, double otherwise) {
            Json value = inputs.member(input).orElse(Json.of(otherwise));
            if (value instanceof Json.Numeral) {
                return value;
            }
            throw new NodeException("", this + ", input '" + input + "': found " + value.kind() + ", wanted a number");
        }

        BigDecimal amount(String input, double otherwise) {
            return ((Json.Numeral) number(input, otherwise)).value();
        }

        @Override
        public String toString() {
            return "node " + number + " (" + type + ")";
        }
    }
}
