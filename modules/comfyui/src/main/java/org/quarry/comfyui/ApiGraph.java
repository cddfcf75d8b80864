package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    }

    Iterable<ApiNode> nodes() {
        return nodes.values();
    }

    List<ApiNode> of(String type) {
        return nodes.values().stream().filter(node -> node.type().equals(type)).toList();
    }

    /** The node that a wire to an input starts from. */
    Optional<ApiNode> source(ApiNode node, String input) {
        return node.inputs()
                                .member(input)
                                .filter(Json.Elements.class::isInstance)
                                .map(wire -> ((Json.Elements) wire).elements())
                                .filter(ends -> ends.size() == 2)
                                .map(ends -> ends.get(0))
                                .orElse(Json.of(0))
                        instanceof Json.Text number
                ? Optional.ofNullable(nodes.get(number.text()))
                : Optional.empty();
    }

    /** The node that a wire to an input starts from, which must be of one type. */
    ApiNode source(ApiNode node, String input, String type) {
        return source(node, input)
                .filter(found -> found.type().equals(type))
                .orElseThrow(() -> new NodeException(
                        "",
                        node + ", input '" + input + "': found "
                                + source(node, input)
                                        .map(found -> "a wire from " + found)
                                        .orElse("no wire")
                                + ", wanted one from a " + type
                                + "; only plain graphs from text to image can be imported"));
    }

    /** @param number by which wires name it @param type ComfyUI's name of the class */
    record ApiNode(String number, String type, Json.Members inputs) {
        String text(String input, String otherwise) {
            return inputs.member(input).orElse(Json.of(otherwise)) instanceof Json.Text text ? text.text() : otherwise;
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
