package org.quarry.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the help page of a node. */
@Command(name = "describe", mixinStandardHelpOptions = true, description = "Prints the help page of a node.")
final class DescribeCommand implements Runnable {
    @Parameters(paramLabel = "ID", description = "As in quarry:denoise; the vendor may be left out.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(NodePage.text(find(Discovery.nodes()), Page.forTerminal()));
        spec.commandLine().getOut().flush();
    }

    private NodeDescriptor find(NodeCatalog catalog) {
        List<NodeDescriptor> matches = catalog.all().stream()
                .filter(node -> node.type().id().equals(id)
                        || node.type().toString().equals(id)
                        || node.type().id().endsWith(":" + id))
                .toList();
        if (matches.size() == 1) {
            return matches.get(0);
        }
        String known = (matches.isEmpty() ? catalog.all() : matches)
                .stream().map(node -> node.type().id()).collect(Collectors.joining(", "));
        throw new CommandException(
                ExitCode.USAGE,
                matches.isEmpty()
                        ? "found no node '" + id + "'; there are " + known
                        : "'" + id + "' may be each of " + known + "; write the whole id");
    }
}
