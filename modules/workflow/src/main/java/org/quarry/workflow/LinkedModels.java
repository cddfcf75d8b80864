package org.quarry.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.node.model.ModelDescription;

/** Which models a node has to do with: those linked to its inputs, and those its parameters name. */
final class LinkedModels {
    private static final String MODEL = "org.quarry.node.model.Model";

    private final NodeDescriptor node;
    private final KnownModels models;
    private final Map<String, String> names = new HashMap<>();

    /** @param wires what is linked to the node's inputs, by name */
    LinkedModels(FlatNode placed, NodeDescriptor node, Map<String, Facts> wires, KnownModels models) {
        this.node = node;
        this.models = models;
        for (InputPort port : node.inputs()) {
            Facts linked = wires.get(port.name());
            if (linked != null) {
                names.put(port.name(), linked.model());
            } else if (port.param().isPresent() && port.param().get().role() == Param.Role.MODEL) {
                Json value = Constants.at(placed, port).orElse(Json.of(""));
                names.put(port.name(), value instanceof Json.Text text ? text.text() : "");
            }
        }
    }

    /** The model at an input. */
    Optional<ModelDescription> at(String input) {
        String name = names.getOrDefault(input, "");
        return name.isEmpty() ? Optional.empty() : models.describe(name);
    }

    /** The model that the node runs: the first of those linked. */
    Optional<ModelDescription> asked() {
        return node.inputs().stream()
                .filter(input -> input.type().javaName().equals(MODEL))
                .flatMap(input -> at(input.name()).stream())
                .findFirst();
    }

    /** The family of the model that a declared kind names by a parameter; empty if unknown. */
    String family(Kind declared) {
        return at(declared.familyParameter()).map(ModelDescription::family).orElse("");
    }

    /** The model that an output is or belongs to: named by its kind, or the one at the input of the same kind. */
    String behind(OutputPort output) {
        String parameter = Kind.parse(output.kind()).familyParameter();
        if (!parameter.isEmpty()) {
            return names.getOrDefault(parameter, "");
        }
        return node.inputs().stream()
                .filter(input -> output.type().javaName().equals(MODEL)
                        && input.type().equals(output.type())
                        && input.kind().equals(output.kind()))
                .findFirst()
                .map(input -> names.getOrDefault(input.name(), ""))
                .orElse("");
    }
}
