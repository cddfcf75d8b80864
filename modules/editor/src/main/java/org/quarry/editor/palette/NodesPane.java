package org.quarry.editor.palette;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextField;
import javax.swing.JTree;
import javax.swing.KeyStroke;
import javax.swing.ScrollPaneConstants;
import javax.swing.TransferHandler;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeModel;
import javax.swing.tree.TreePath;
import javax.swing.tree.TreeSelectionModel;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.pane.Prose;
import org.quarry.editor.pane.ProsePane;
import org.quarry.editor.pane.Typing;
import org.quarry.editor.pane.Zoomed;
import org.quarry.editor.search.NodeChoice;
import org.quarry.editor.search.NodeSearch;
import org.quarry.editor.search.NodeTransfer;

/**
 * All nodes by category, favourites first, or those that words find, the best first; below, the doc of the one that is chosen, or how one is. Enter and a
 * double click add it, dragging carries it to a place.
 */
public final class NodesPane extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int MOST_WIDTH = 260;
    private static final int GAP = 4;

    private static final String HINT =
            "<font class='faint'>Choose a node to read what it does. Drag it onto the canvas, or press Enter"
                    + " or double-click to add it.</font>";

    private final JTextField words = new JTextField();
    private final JTree tree = new JTree(new DefaultTreeModel(new DefaultMutableTreeNode()));
    private final ProsePane doc = new ProsePane();
    private final transient RecentNodes recent;
    private final transient FavouriteNodes favourites;
    private final transient Consumer<NodeChoice> adder;
    private transient List<NodeChoice> choices;
    private transient NodeSearch search;

    /**
     * A pane of nodes.
     *
     * @param recent what was added last, kept by the caller
     * @param favourites what is wanted at hand, kept by the caller
     * @param adder adds a node to the workflow in front
     */
    public NodesPane(
            List<NodeChoice> choices, RecentNodes recent, FavouriteNodes favourites, Consumer<NodeChoice> adder) {
        super(new BorderLayout());
        this.choices = List.copyOf(choices);
        this.recent = recent;
        this.favourites = favourites;
        this.adder = adder;
        search = new NodeSearch(choices);
        words.setName("nodes-filter");
        words.putClientProperty("JTextField.placeholderText", "Search nodes");
        words.putClientProperty("JTextField.showClearButton", true);
        JPanel top = new JPanel(new BorderLayout());
        top.setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
        top.add(words);
        add(top, BorderLayout.NORTH);
        add(split());
        installTree();
        installWords();
        fill();
        setMinimumSize(new Dimension(leastWidth(), 0));
    }

    /** The names fit, however large the letters are, unless that took too much of the screen. */
    private int leastWidth() {
        int names = tree.getPreferredSize().width + new JScrollBar().getPreferredSize().width + Zoomed.length(GAP);
        return Math.min(names, Zoomed.side(MOST_WIDTH));
    }

    private JSplitPane split() {
        JScrollPane list = new JScrollPane(tree);
        list.setBorder(BorderFactory.createEmptyBorder());
        JScrollPane text = new JScrollPane(doc);
        text.setBorder(BorderFactory.createEmptyBorder());
        text.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        text.setMinimumSize(new Dimension(0, 60));
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, list, text);
        split.setResizeWeight(0.72);
        split.setBorder(BorderFactory.createEmptyBorder());
        return split;
    }

    private void installTree() {
        tree.setName("nodes");
        tree.setRootVisible(false);
        tree.setShowsRootHandles(true);
        tree.setToggleClickCount(1);
        tree.setCellRenderer(new NodesRenderer());
        tree.getSelectionModel().setSelectionMode(TreeSelectionModel.SINGLE_TREE_SELECTION);
        tree.addTreeSelectionListener(e -> explain());
        tree.setDragEnabled(true);
        tree.setTransferHandler(new Carrier());
        tree.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "add");
        tree.getActionMap().put("add", new Add());
        tree.addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent e) {
                menu(e);
            }

            @Override
            public void mouseReleased(MouseEvent e) {
                menu(e);
            }

            @Override
            public void mouseClicked(MouseEvent e) {
                if (e.getClickCount() == 2) {
                    chosen().ifPresent(NodesPane.this::add);
                }
            }
        });
    }

    private void menu(MouseEvent e) {
        int row = tree.getRowForLocation(e.getX(), e.getY());
        if (e.isPopupTrigger() && row >= 0) {
            tree.setSelectionRow(row);
            chosen().ifPresent(choice ->
                    new NodeMenu(choice, this::add, favourites, this::fill).show(tree, e.getX(), e.getY()));
        }
    }

    private void installWords() {
        Typing.listen(words, this::fill);
        words.getInputMap().put(KeyStroke.getKeyStroke("DOWN"), "down");
        words.getActionMap().put("down", new Step(1));
        words.getInputMap().put(KeyStroke.getKeyStroke("UP"), "up");
        words.getActionMap().put("up", new Step(-1));
        words.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "add");
        words.getActionMap().put("add", new Add());
        words.getInputMap().put(KeyStroke.getKeyStroke("ESCAPE"), "clear");
        words.getActionMap().put("clear", new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                words.setText("");
            }
        });
    }

    /** Other nodes are at hand. */
    public void show(List<NodeChoice> others) {
        choices = List.copyOf(others);
        search = new NodeSearch(choices);
        fill();
    }

    /** The node that is chosen. */
    public Optional<NodeChoice> chosen() {
        @Nullable TreePath path = tree.getSelectionPath();
        return path != null && NodesModel.value(path.getLastPathComponent()) instanceof NodeChoice choice
                ? Optional.of(choice)
                : Optional.empty();
    }

    @Override
    public boolean requestFocusInWindow() {
        return words.requestFocusInWindow();
    }

    private void fill() {
        boolean filtered = !words.getText().isBlank();
        List<NodeChoice> found = search.find(words.getText());
        tree.setModel(
                filtered
                        ? NodesModel.ranked(found)
                        : NodesModel.byCategory(found, favourites.among(choices), recent.among(choices)));
        for (int row = 0; row < tree.getRowCount(); row++) {
            tree.expandRow(row);
        }
        if (filtered && tree.getRowCount() > 0) {
            tree.setSelectionRow(0);
        }
        explain();
    }

    private void explain() {
        doc.show(chosen().map(NodesPane::page).orElse(HINT));
    }

    private static String page(NodeChoice choice) {
        return "<b>" + Prose.escape(choice.name()) + "</b> &nbsp;<font class='faint'>" + Prose.escape(choice.category())
                + "</font>" + Prose.paragraphs(choice.doc());
    }

    private void add(NodeChoice choice) {
        recent.add(choice);
        adder.accept(choice);
        if (words.getText().isBlank()) {
            fill();
        }
    }

    private final class Add extends AbstractAction {
        private static final long serialVersionUID = 1;

        @Override
        public void actionPerformed(ActionEvent e) {
            chosen().ifPresent(NodesPane.this::add);
        }
    }

    private final class Step extends AbstractAction {
        private static final long serialVersionUID = 1;

        private final int by;

        Step(int by) {
            this.by = by;
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            int row = tree.getLeadSelectionRow() + by;
            if (row >= 0 && row < tree.getRowCount()) {
                tree.setSelectionRow(row);
                tree.scrollRowToVisible(row);
            }
        }
    }

    private final class Carrier extends TransferHandler {
        private static final long serialVersionUID = 1;

        @Override
        public int getSourceActions(JComponent source) {
            return COPY;
        }

        @Override
        protected java.awt.datatransfer.@Nullable Transferable createTransferable(JComponent source) {
            return chosen().map(choice -> new NodeTransfer(choice.type())).orElse(null);
        }
    }
}
