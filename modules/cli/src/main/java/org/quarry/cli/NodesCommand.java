package org.quarry.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quarry.cli.Page.Row;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the nodes at hand. */
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        description = "Lists the nodes at hand, by category. 'quarry describe ID' tells more of one.")
final class NodesCommand implements Runnable {
    @Parameters(arity = "0..1", paramLabel = "WORD", description = "Only nodes whose name, id or doc has this word.")
    private String word = "";

    @Option(names = "--json", description = "As a JSON array, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        NodeCatalog catalog = Discovery.nodes();
        PrintWriter out = spec.commandLine().getOut();
        catalog.problems().forEach(spec.commandLine().getErr()::println);
        List<NodeDescriptor> found =
                catalog.all().stream().filter(this::matches).toList();
        out.print(json ? JsonWriter.pretty(asJson(found), 1) : list(found));
        out.flush();
    }

    private boolean matches(NodeDescriptor node) {
        String text = node.name() + " " + node.type().id() + " " + node.category() + " " + node.doc() + " "
                + String.join(" ", node.keywords());
        return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    private static String list(List<NodeDescriptor> nodes) {
        Map<String, List<NodeDescriptor>> categories = nodes.stream()
                .collect(Collectors.groupingBy(NodeDescriptor::category, TreeMap::new, Collectors.toList()));
        Page page = Page.forTerminal();
        categories.forEach((category, members) -> page.line(category)
                .rows(
                        members.stream()
                                .map(node -> new Row(node.type().id(), node.summary()))
                                .toList(),
                        2)
                .blank());
        return page.toString();
    }

    private static Json asJson(List<NodeDescriptor> nodes) {
        return new Json.Elements(nodes.stream()
                .map(node -> (Json) Json.object()
                        .with("type", Json.of(node.type().toString()))
                        .with("name", Json.of(node.name()))
                        .with("category", Json.of(node.category()))
                        .with("summary", Json.of(node.summary()))
                        .with("module", Json.of(node.module())))
                .toList());
    }
}
