package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quarry.json.Json;

/**
 * A workflow as it is drawn and saved. Immutable: every change gives a new one, so undo is keeping the old one. It may
 * contain mistakes; {@link Check} finds them.
 *
 * @param title for people
 * @param nodes by name, in the order of the file; a name holds neither {@code .} nor {@code /}
 * @param component how it appears as a node in other workflows, if it is made for that
 * @param layout where things stand on the canvas; changes no result
 * @param extras members of the file that this version does not know; kept as they are
 */
public record Workflow(
        String title,
        Map<String, PlacedNode> nodes,
        Optional<ComponentInterface> component,
        Layout layout,
        Map<String, Json> extras) {
    private static final Pattern NODE_NAME = Pattern.compile("[^./\\p{Cntrl}]{1,200}");

    /**
     * Copies the maps, keeping their order.
     *
     * @throws IllegalArgumentException if a node has a name that no file can hold
     */
    public Workflow {
        nodes.keySet().stream().filter(name -> !isNodeName(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("no node can be named '" + name + "'");
        });
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** Whether a node can have this name: 1 to 200 letters without {@code .}, {@code /} and control characters. */
    public static boolean isNodeName(String name) {
        return NODE_NAME.matcher(name).matches();
    }

    /** A workflow without nodes. */
    public static Workflow empty(String title) {
        return new Workflow(title, Map.of(), Optional.empty(), Layout.EMPTY, Map.of());
    }

    /** The node of a name, if there is one. */
    public Optional<PlacedNode> find(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** This workflow with one member of its file set that this version does not know. */
    public Workflow withExtra(String member, Json value) {
        Map<String, Json> changed = new LinkedHashMap<>(extras);
        changed.put(member, value);
        return new Workflow(title, nodes, component, layout, changed);
    }

    /** This workflow with one node added, or replaced where it stands. */
    public Workflow with(String name, PlacedNode node) {
        Map<String, PlacedNode> changed = new LinkedHashMap<>(nodes);
        changed.put(name, node);
        return new Workflow(title, changed, component, layout, extras);
    }

    /**
     * This workflow with something else at one input. Whether it fits there is not asked; {@link Check} does that.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public Workflow with(Socket at, Input input) {
        PlacedNode node = nodes.get(at.node());
        if (node == null) {
            throw new IllegalArgumentException("no node '" + at.node() + "' in this workflow");
        }
        return with(at.node(), node.with(at.port(), input));
    }
}
