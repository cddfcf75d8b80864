package org.quarry.editor.document;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.Workflow;

/** Carries a workflow to another folder: files that it reads there, and its components, are named as seen from the new one. */
record Relocation(NodeCatalog catalog, Path from, Path to) {
    Workflow apply(Workflow workflow) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        workflow.nodes().forEach((name, node) -> nodes.put(name, carried(node)));
        return new Workflow(workflow.title(), nodes, workflow.component(), workflow.layout(), workflow.extras());
    }

    private PlacedNode carried(PlacedNode node) {
        Map<String, Input> inputs = new LinkedHashMap<>(node.inputs());
        catalog.find(node.type().id())
                .filter(known -> known.effect() == Effect.READS)
                .ifPresent(known -> inputs.replaceAll((name, input) -> carried(known, name, input)));
        Optional<ComponentLink> component = node.component()
                .map(link -> seen(link.file())
                        .map(file -> new ComponentLink(file, link.hash(), link.extras()))
                        .orElse(link));
        return new PlacedNode(node.type(), inputs, node.mode(), component, node.extras());
    }

    private Input carried(NodeDescriptor node, String name, Input input) {
        boolean path = node.input(name)
                .map(InputPort::type)
                .filter(type -> type.javaName().equals("java.nio.file.Path"))
                .isPresent();
        if (path && input instanceof Input.Value value && value.value() instanceof Json.Text text) {
            return seen(text.text())
                    .<Input>map(file -> new Input.Value(Json.of(file)))
                    .orElse(input);
        }
        return input;
    }

    /** A file of the old folder as seen from the new one; empty if it is not there, or is named in full. */
    private Optional<String> seen(String written) {
        try {
            Path file = Path.of(written);
            Path old = from.resolve(file);
            boolean local = !written.isEmpty()
                    && !file.isAbsolute()
                    && Files.exists(old)
                    && Objects.equals(old.getRoot(), to.getRoot());
            return local ? Optional.of(to.relativize(old.normalize()).toString().replace('\\', '/')) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
