package org.quarry.editor.help;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.quarry.editor.pane.Prose;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;

/** All help pages, by address: {@code node:quarry:denoise}, {@code nodes}, {@code keys}. */
public final class HelpPages {
    /** The list of all nodes. */
    public static final String NODES = "nodes";
    /** The list of all shortcuts. */
    public static final String KEYS = "keys";

    private static final String NODE = "node:";

    private final Supplier<NodeCatalog> nodes;
    private final ShortcutSource shortcuts;

    /** Tells the shortcuts of all actions. */
    public interface ShortcutSource {
        /** By menu: the action's name and its keys, in the order of the menu. */
        Map<String, List<Shortcut>> byMenu();
    }

    /** An action that has a key. */
    public record Shortcut(String action, String keys) {}

    /** Pages of the nodes at hand and of shortcuts. */
    public HelpPages(Supplier<NodeCatalog> nodes, ShortcutSource shortcuts) {
        this.nodes = nodes;
        this.shortcuts = shortcuts;
    }

    /** The address of a node's page. */
    public static String node(String id) {
        return NODE + id;
    }

    /** The body of the page at an address, as HTML; empty if there is none. */
    public Optional<String> html(String address) {
        if (address.startsWith(NODE)) {
            NodeCatalog catalog = nodes.get();
            return catalog.find(address.substring(NODE.length())).map(node -> new NodePage(catalog, node).html());
        } else if (address.equals(KEYS)) {
            return Optional.of(keys());
        }
        return address.equals(NODES) ? Optional.of(nodes()) : Optional.empty();
    }

    private String nodes() {
        Map<String, List<NodeDescriptor>> byCategory = nodes.get().all().stream()
                .collect(Collectors.groupingBy(NodeDescriptor::category, TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder("<h2>Nodes</h2>");
        byCategory.forEach((category, nodes) -> {
            page.append("<h3>").append(Prose.escape(category)).append("</h3>");
            nodes.forEach(node -> page.append("<p><a href='")
                    .append(node(node.type().id()))
                    .append("'>")
                    .append(Prose.escape(node.name()))
                    .append("</a> &nbsp;<font class='faint'>")
                    .append(Prose.escape(node.summary()))
                    .append("</font></p>"));
        });
        return page.toString();
    }

    private String keys() {
        StringBuilder page = new StringBuilder("<h2>Keyboard shortcuts</h2>");
        shortcuts.byMenu().forEach((menu, actions) -> {
            page.append("<h3>").append(Prose.escape(menu)).append("</h3><table border='0' cellspacing='0'>");
            actions.forEach(action -> page.append("<tr><td>")
                    .append(Prose.escape(action.action()))
                    .append("</td><td><code>")
                    .append(Prose.escape(action.keys()))
                    .append("</code></td></tr>"));
            page.append("</table>");
        });
        return page.toString();
    }
}
