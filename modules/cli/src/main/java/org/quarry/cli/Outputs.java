package org.quarry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Changes where a workflow's results go. */
final class Outputs {
    private static final String FILE = "java.nio.file.Path";
    private static final String EXISTING = "existing";

    private final Settings settings;
    private final NodeCatalog nodes;

    Outputs(WorkflowOptions options, NodeCatalog nodes) {
        this.settings = options.settings(nodes);
        this.nodes = nodes;
    }

    /**
     * The workflow with its result in another file.
     *
     * @param output null to leave it where it is
     * @param overwrite whether files may be replaced
     * @throws CommandException if an output is named and there is not exactly one node that writes, or it cannot write that
     */
    Workflow redirect(Workflow workflow, @Nullable Path output, boolean overwrite) {
        List<Socket> files = new ArrayList<>();
        workflow.nodes()
                .forEach((name, node) -> file(node).ifPresent(port -> files.add(new Socket(name, port.name()))));
        Workflow redirected = workflow;
        if (output != null) {
            if (files.size() != 1) {
                throw new CommandException(ExitCode.USAGE, refusal(output, files));
            }
            try {
                redirected = settings.set(redirected, files.get(0).toString(), output.toString());
            } catch (NodeException e) {
                throw CommandException.of(ExitCode.USAGE, e);
            }
        }
        if (output != null || overwrite) {
            for (Socket file : files) {
                redirected = existing(redirected, file.node(), overwrite ? "overwrite" : "refuse");
            }
        }
        return redirected;
    }

    private static String refusal(Path output, List<Socket> files) {
        return files.isEmpty()
                ? "--output " + output + ": this workflow has no node that writes a file; add a Save image node"
                : "--output " + output + ": this workflow writes " + files.size() + " files; write "
                        + files.stream().map(file -> "--set " + file + "=…").collect(Collectors.joining(" "));
    }

    private Workflow existing(Workflow workflow, String name, String choice) {
        boolean has = descriptor(workflow.nodes().get(name))
                .flatMap(node -> node.input(EXISTING))
                .isPresent();
        return has ? settings.set(workflow, name + "." + EXISTING, Json.of(choice)) : workflow;
    }

    private Optional<InputPort> file(PlacedNode node) {
        return descriptor(node)
                .filter(descriptor -> descriptor.effect() == Effect.WRITES)
                .flatMap(descriptor -> descriptor.inputs().stream()
                        .filter(port -> port.type().javaName().equals(FILE))
                        .findFirst());
    }

    private Optional<NodeDescriptor> descriptor(@Nullable PlacedNode node) {
        return node == null || node.component().isPresent()
                ? Optional.empty()
                : nodes.find(node.type().id());
    }
}
