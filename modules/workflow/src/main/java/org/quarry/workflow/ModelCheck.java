package org.quarry.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelRequest;

/** Whether the models that a node names are there, and whole. */
final class ModelCheck {
    /** What is missing of a model, by how it begins, is made up for by a part whose networks begin so. */
    private static final Map<String, String> MADE_UP_BY =
            Map.of("text_encoder", "text_encoder", "tokenizer", "text_encoder", "vae", "vae");

    private final KnownModels models;
    private final Problems problems;

    ModelCheck(KnownModels models, Problems problems) {
        this.models = models;
        this.problems = problems;
    }

    void check(FlatNode node, NodeDescriptor known) {
        List<String> networks = known.inputs().stream()
                .filter(port -> is(port, Param.Role.MODEL_PARTS))
                .flatMap(port -> parts(node, port).stream())
                .flatMap(part -> part.components().stream())
                .toList();
        known.inputs().stream()
                .filter(port -> is(port, Param.Role.MODEL))
                .forEach(port -> named(node, port).ifPresent(name -> model(node.at(port.name()), name, networks)));
    }

    private static boolean is(InputPort port, Param.Role role) {
        return port.param().filter(param -> param.role() == role).isPresent();
    }

    /** The text that stands at a parameter, unless it comes by wire. */
    private static Optional<String> named(FlatNode node, InputPort port) {
        Input given = node.inputs().get(port.name());
        if (given instanceof Input.Value value) {
            return value.value() instanceof Json.Text text ? Optional.of(text.text()) : Optional.empty();
        }
        return node.wires(port.name()).isEmpty() && port.param().isPresent()
                ? Optional.of(port.param().get().initial())
                        .filter(Json.Text.class::isInstance)
                        .map(value -> ((Json.Text) value).text())
                : Optional.empty();
    }

    private List<ModelDescription> parts(FlatNode node, InputPort port) {
        return named(node, port).map(ModelRequest::namesIn).orElse(List.of()).stream()
                .flatMap(name -> described(node.at(port.name()), name, true).stream())
                .toList();
    }

    private void model(Socket at, String name, List<String> networks) {
        described(at, name, false).ifPresent(model -> {
            List<String> missing = model.missing().stream()
                    .filter(file -> !madeUp(file, networks))
                    .toList();
            if (!missing.isEmpty()) {
                problems.add(new ValueProblem.IncompleteModel(at.node(), at.port(), name, missing, model.advice()));
            }
        });
    }

    private static boolean madeUp(String file, List<String> networks) {
        return MADE_UP_BY.entrySet().stream()
                .anyMatch(part -> file.startsWith(part.getKey())
                        && networks.stream().anyMatch(network -> network.startsWith(part.getValue())));
    }

    /** @param part whether a part of a model serves as well */
    private Optional<ModelDescription> described(Socket at, String name, boolean part) {
        Optional<ModelDescription> model = models.describe(name);
        if (model.isEmpty() && models.complete()) {
            List<String> parts = part ? models.parts() : List.of();
            List<String> known = Stream.concat(models.names().stream(), parts.stream())
                    .sorted()
                    .toList();
            problems.add(
                    new ValueProblem.MissingModel(at.node(), at.port(), name, problems.nearest(name, known), known));
        }
        return model;
    }
}
