package org.quarry.editor.palette;

import java.util.function.Consumer;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JPopupMenu;
import org.quarry.editor.search.NodeChoice;

/** What can be done with a node of the tree. */
final class NodeMenu extends JPopupMenu {
    private static final long serialVersionUID = 1;

    /** @param changed is told when the node became a favourite, or is none any more */
    NodeMenu(NodeChoice choice, Consumer<NodeChoice> adder, FavouriteNodes favourites, Runnable changed) {
        add("Add to the Workflow").addActionListener(e -> adder.accept(choice));
        JCheckBoxMenuItem favourite = new JCheckBoxMenuItem("Favourite", favourites.contains(choice));
        favourite.addActionListener(e -> {
            favourites.toggle(choice);
            changed.run();
        });
        add(favourite);
    }
}
