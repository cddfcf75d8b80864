package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.json.Json;
import org.quarry.node.NodeException;

/** Texts and numbers of nodes, whether they are set in place or come by a wire from a node that holds one. */
final class Values {
    private final Draft draft;

    Values(Draft draft) {
        this.draft = draft;
    }

    String text(ApiNode node, String input, String otherwise) {
        return value(node, input, Json.of(otherwise)) instanceof Json.Text text ? text.text() : otherwise;
    }

    /** A file below one of the folders of models, as it is written on Linux. */
    String file(ApiNode node, String input) {
        return text(node, input, "").replace('\\', '/');
    }

    Json number(ApiNode node, String input, double otherwise) {
        Json value = value(node, input, Json.of(otherwise));
        if (value instanceof Json.Numeral) {
            return value;
        }
        throw new NodeException("", node + ", input '" + input + "': found " + value.kind() + ", wanted a number");
    }

    BigDecimal amount(ApiNode node, String input, double otherwise) {
        return ((Json.Numeral) number(node, input, otherwise)).value();
    }

    int whole(ApiNode node, String input, int otherwise) {
        return amount(node, input, otherwise).intValue();
    }

    /** A choice, which may be written as a truth value or as one of two words. */
    boolean on(ApiNode node, String input, boolean otherwise) {
        Json value = node.inputs().member(input).orElse(Json.of(otherwise ? "enable" : "disable"));
        return value instanceof Json.Flag truth
                ? truth.value()
                : List.of("enable", "true").contains(Fields.written(value));
    }

    private Json value(ApiNode node, String input, Json otherwise) {
        Optional<Wire> wire = draft.graph().wire(node, input);
        if (wire.isEmpty()) {
            return node.inputs().member(input).orElse(otherwise);
        }
        ApiNode from = wire.get().from();
        List<Json> found = from.inputs().members().values().stream()
                .filter(value -> value.getClass().equals(otherwise.getClass()))
                .toList();
        if (found.size() == 1) {
            draft.carry(from);
            if (!from.known()) {
                draft.note(node, "'" + input + "' was taken from what is written in " + from);
            }
            return found.get(0);
        }
        draft.note(
                node,
                "'" + input + "' comes by a wire from " + from + ", whose value is not known here; "
                        + otherwise.toJava() + " was taken");
        return otherwise;
    }
}
