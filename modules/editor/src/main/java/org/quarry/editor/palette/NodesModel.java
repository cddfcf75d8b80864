package org.quarry.editor.palette;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeModel;
import org.quarry.editor.search.NodeChoice;

/** Trees of nodes: a leaf holds a {@link NodeChoice}, a branch the name of a category. */
final class NodesModel {
    /** The category of what one wants at hand. */
    static final String FAVOURITES = "Favourites";

    /** The category of what was added last. */
    static final String RECENT = "Recent";

    private NodesModel() {}

    /** The best first, without categories. */
    static DefaultTreeModel ranked(List<NodeChoice> found) {
        DefaultMutableTreeNode root = new DefaultMutableTreeNode();
        found.forEach(choice -> root.add(new DefaultMutableTreeNode(choice)));
        return new DefaultTreeModel(root);
    }

    /** A branch for favourites, one for what was added last, then one for each category. */
    static DefaultTreeModel byCategory(List<NodeChoice> sorted, List<NodeChoice> favourites, List<NodeChoice> recent) {
        Map<String, DefaultMutableTreeNode> branches = new LinkedHashMap<>();
        favourites.forEach(choice -> branch(branches, FAVOURITES).add(new DefaultMutableTreeNode(choice)));
        recent.forEach(choice -> branch(branches, RECENT).add(new DefaultMutableTreeNode(choice)));
        sorted.forEach(choice -> branch(branches, choice.category()).add(new DefaultMutableTreeNode(choice)));
        DefaultMutableTreeNode root = new DefaultMutableTreeNode();
        branches.values().forEach(root::add);
        return new DefaultTreeModel(root);
    }

    private static DefaultMutableTreeNode branch(Map<String, DefaultMutableTreeNode> branches, String name) {
        return branches.computeIfAbsent(name, category -> new DefaultMutableTreeNode(category));
    }

    /** What a tree node holds. */
    static Object value(Object treeNode) {
        Object held = treeNode instanceof DefaultMutableTreeNode node ? node.getUserObject() : treeNode;
        return held == null ? "" : held;
    }
}
