package org.quarry.editor.palette;

import java.awt.Component;
import java.awt.Font;
import javax.swing.JTree;
import javax.swing.tree.DefaultTreeCellRenderer;
import org.quarry.editor.canvas.CategoryIcon;
import org.quarry.editor.pane.Zoomed;
import org.quarry.editor.search.NodeChoice;

/** Nodes with their name, categories in bold. */
final class NodesRenderer extends DefaultTreeCellRenderer {
    private static final long serialVersionUID = 1;

    @Override
    public Component getTreeCellRendererComponent(
            JTree tree, Object value, boolean selected, boolean expanded, boolean leaf, int row, boolean focus) {
        super.getTreeCellRendererComponent(tree, value, selected, expanded, leaf, row, focus);
        Font plain = tree.getFont();
        if (NodesModel.value(value) instanceof NodeChoice choice) {
            setText(choice.name());
            setToolTipText(choice.summary());
            setIcon(Zoomed.of(new CategoryIcon(choice.category())));
            setFont(plain);
        } else {
            setText(String.valueOf(NodesModel.value(value)));
            setToolTipText(null);
            setIcon(null);
            setFont(plain.deriveFont(Font.BOLD));
        }
        return this;
    }
}
