package org.quarry.editor.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is known of the nodes of one document from its runs. To be used on the event thread. */
public final class Activity {
    private final Map<String, NodeActivity> nodes = new HashMap<>();
    private final Runnable changed;
    private boolean together;

    /** @param changed called after each change */
    public Activity(Runnable changed) {
        this.changed = changed;
    }

    /** What is known of a node. */
    public NodeActivity of(String node) {
        return nodes.getOrDefault(node, NodeActivity.NONE);
    }

    /** The nodes of which something is known. */
    public Set<String> nodes() {
        return Set.copyOf(nodes.keySet());
    }

    /** Notes something of one node. */
    public void update(String node, UnaryOperator<NodeActivity> change) {
        nodes.put(node, change.apply(of(node)));
        tell();
    }

    /** Makes several changes and tells of them once. */
    public void together(Runnable changes) {
        together = true;
        try {
            changes.run();
        } finally {
            together = false;
        }
        tell();
    }

    /**
     * Takes over what is known of the nodes inside an instance of a component, as if they had been run alone.
     *
     * @param user of the document in which the instance stands
     */
    public void takeInside(Activity user, String instance) {
        String inside = instance + "/";
        boolean found = false;
        for (Map.Entry<String, NodeActivity> known : user.nodes.entrySet()) {
            if (known.getKey().startsWith(inside)) {
                nodes.put(known.getKey().substring(inside.length()), known.getValue());
                found = true;
            }
        }
        if (found) {
            tell();
        }
    }

    private void tell() {
        if (!together) {
            changed.run();
        }
    }

    /** Notes something of all nodes of which anything is known. */
    public void updateAll(UnaryOperator<NodeActivity> change) {
        nodes.replaceAll((node, known) -> change.apply(known));
        tell();
    }
}
