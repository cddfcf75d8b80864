package org.quarry.editor.search;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Point;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JLayeredPane;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import org.quarry.editor.pane.Typing;

/** Asks for a node by words: the best matches as one types, with the doc of the one that is marked beside them. */
public final class SearchPopup {
    private static final Dimension SIZE = new Dimension(600, 340);
    private static final int LIST_WIDTH = 280;

    private final Consumer<NodeChoice> chosen;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final JTextField words = new JTextField();
    private final DefaultListModel<NodeChoice> found = new DefaultListModel<>();
    private final JList<NodeChoice> list = new JList<>(found);
    private final ChoiceDoc doc = new ChoiceDoc();
    private List<NodeChoice> choices;
    private NodeSearch search;
    private boolean ranked;
    private Component owner = panel;

    /**
     * A question for a node.
     *
     * @param title what it will be used for
     * @param chosen called with the answer, if there is one
     */
    public SearchPopup(String title, List<NodeChoice> choices, Consumer<NodeChoice> chosen) {
        this.choices = choices;
        this.chosen = chosen;
        search = new NodeSearch(choices);
        panel.setName("search-popup");
        words.setName("search-words");
        list.setName("search-hits");
        words.putClientProperty("JTextField.placeholderText", "Type a name, a category, a keyword");
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setCellRenderer(new ChoiceRenderer());
        list.setFocusable(false);
        layOut(title);
        listen();
        keys();
    }

    /** Without words, the choices stand in the order in which they were given. */
    public SearchPopup ranked() {
        ranked = true;
        return this;
    }

    /** More to choose from, as soon as it was found in the background. */
    public SearchPopup with(Supplier<List<NodeChoice>> more) {
        CompletableFuture.supplyAsync(more).thenAcceptAsync(this::add, SwingUtilities::invokeLater);
        return this;
    }

    private void add(List<NodeChoice> more) {
        List<NodeChoice> all = new ArrayList<>(choices);
        all.addAll(more);
        choices = all;
        search = new NodeSearch(all);
        find();
    }

    private void layOut(String title) {
        Color line = UIManager.getColor("Component.borderColor");
        panel.setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createLineBorder(line == null ? Color.GRAY : line),
                BorderFactory.createEmptyBorder(8, 8, 8, 8)));
        JLabel heading = new JLabel(title);
        heading.setFont(heading.getFont().deriveFont(Font.BOLD));
        heading.setBorder(BorderFactory.createEmptyBorder(0, 2, 6, 0));
        JPanel top = new JPanel(new BorderLayout());
        top.add(heading, BorderLayout.NORTH);
        top.add(words);
        top.setBorder(BorderFactory.createEmptyBorder(0, 0, 6, 0));
        JScrollPane hits = new JScrollPane(list);
        hits.setPreferredSize(new Dimension(LIST_WIDTH, 0));
        panel.add(top, BorderLayout.NORTH);
        panel.add(hits, BorderLayout.WEST);
        panel.add(doc.component());
    }

    private void listen() {
        Typing.listen(words, this::find);
        words.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent e) {
                if (!e.isTemporary()) {
                    close();
                }
            }
        });
        list.addListSelectionListener(e -> {
            NodeChoice marked = list.getSelectedValue();
            if (marked != null) {
                doc.show(marked);
            }
        });
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent e) {
                if (list.locationToIndex(e.getPoint()) >= 0) {
                    choose();
                }
            }
        });
    }

    private void keys() {
        words.setFocusTraversalKeysEnabled(false);
        on("DOWN", () -> mark(list.getSelectedIndex() + 1));
        on("UP", () -> mark(list.getSelectedIndex() - 1));
        on("TAB", () -> mark(list.getSelectedIndex() + 1));
        on("shift TAB", () -> mark(list.getSelectedIndex() - 1));
        on("PAGE_DOWN", () -> mark(Math.min(found.size() - 1, list.getSelectedIndex() + 8)));
        on("PAGE_UP", () -> mark(Math.max(0, list.getSelectedIndex() - 8)));
        on("ENTER", this::choose);
        on("ESCAPE", this::leave);
    }

    private void on(String key, Runnable work) {
        words.getInputMap().put(KeyStroke.getKeyStroke(key), key);
        words.getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                work.run();
            }
        });
    }

    /** Marks one of the matches; past the last comes the first. */
    private void mark(int index) {
        if (!found.isEmpty()) {
            list.setSelectedIndex(Math.floorMod(index, found.size()));
            list.ensureIndexIsVisible(list.getSelectedIndex());
        }
    }

    private void find() {
        boolean asked = !words.getText().isBlank();
        found.clear();
        (asked || !ranked ? search.find(words.getText()) : choices).forEach(found::addElement);
        mark(0);
        if (found.isEmpty()) {
            doc.none();
        }
    }

    private void choose() {
        NodeChoice answer = list.getSelectedValue();
        if (answer != null) {
            leave();
            chosen.accept(answer);
        }
    }

    private void leave() {
        Component back = owner;
        close();
        back.requestFocusInWindow();
    }

    private void close() {
        if (panel.getParent() instanceof JLayeredPane pane) {
            pane.remove(panel);
            pane.repaint();
        }
    }

    /** Asks at a point of a component, as near to it as the window has room. */
    public void show(JComponent over, Point at) {
        owner = over;
        JLayeredPane pane = SwingUtilities.getRootPane(over).getLayeredPane();
        Point place = SwingUtilities.convertPoint(over, at, pane);
        int width = Math.min(SIZE.width, pane.getWidth());
        int height = Math.min(SIZE.height, pane.getHeight());
        panel.setBounds(
                Math.max(0, Math.min(place.x, pane.getWidth() - width)),
                Math.max(0, Math.min(place.y, pane.getHeight() - height)),
                width,
                height);
        pane.add(panel, JLayeredPane.POPUP_LAYER);
        find();
        panel.validate();
        pane.repaint();
        words.requestFocusInWindow();
    }
}
