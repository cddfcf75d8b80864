package org.quarry.editor.everywhere;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListCellRenderer;
import javax.swing.ListSelectionModel;
import javax.swing.UIManager;
import org.quarry.editor.pane.Icons;
import org.quarry.editor.pane.Typing;

/** A line to type in, and what it finds below, grouped. Arrows choose, Enter does it, Escape leaves. */
public final class SearchPane extends JPanel {
    private static final long serialVersionUID = 1;

    private final JTextField words = new JTextField();
    private final DefaultListModel<Found> model = new DefaultListModel<>();
    private final JList<Found> list = new JList<>(model) {
        private static final long serialVersionUID = 1;

        @Override
        public boolean getScrollableTracksViewportWidth() {
            // Long details are cut at the right rather than scrolled to.
            return true;
        }
    };
    private final transient List<Found> everything;
    private final transient Runnable close;

    /** A pane. @param everything that can be found  @param close called before something is done, and on Escape */
    public SearchPane(List<Found> everything, Runnable close) {
        super(new BorderLayout());
        this.everything = List.copyOf(everything);
        this.close = close;
        setBorder(BorderFactory.createLineBorder(UIManager.getColor("Component.borderColor")));
        words.setName("search-everywhere");
        words.putClientProperty("JTextField.placeholderText", "Nodes, actions, workflows, models");
        words.putClientProperty("JTextField.leadingIcon", Icons.of("search"));
        words.setFont(words.getFont().deriveFont(words.getFont().getSize2D() + 3));
        words.setBorder(
                BorderFactory.createCompoundBorder(words.getBorder(), BorderFactory.createEmptyBorder(4, 4, 4, 4)));
        words.setFocusTraversalKeysEnabled(false);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setFocusable(false);
        list.setCellRenderer(new Row());
        JScrollPane scroll = new JScrollPane(list);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        scroll.setPreferredSize(new Dimension(640, 420));
        add(words, BorderLayout.NORTH);
        add(scroll);
        install();
        fill();
    }

    private void install() {
        Typing.listen(words, this::fill);
        bind("DOWN", () -> step(1));
        bind("UP", () -> step(-1));
        bind("PAGE_DOWN", () -> step(10));
        bind("PAGE_UP", () -> step(-10));
        bind("TAB", this::nextGroup);
        bind("ENTER", this::choose);
        bind("ESCAPE", close);
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent e) {
                choose();
            }
        });
    }

    private void bind(String key, Runnable work) {
        words.getInputMap().put(KeyStroke.getKeyStroke(key), key);
        words.getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                work.run();
            }
        });
    }

    private void fill() {
        model.clear();
        model.addAll(Ranking.answers(words.getText(), everything));
        if (!model.isEmpty()) {
            list.setSelectedIndex(0);
            list.ensureIndexIsVisible(0);
        }
    }

    private void step(int by) {
        select(Math.max(0, Math.min(model.size() - 1, list.getSelectedIndex() + by)));
    }

    private void select(int index) {
        list.setSelectedIndex(index);
        list.ensureIndexIsVisible(index);
    }

    /** To the first find of the next group, from the last one back to the first. */
    private void nextGroup() {
        chosen().ifPresent(now -> {
            for (int i = list.getSelectedIndex(); i < model.size(); i++) {
                if (model.get(i).group() != now.group()) {
                    select(i);
                    return;
                }
            }
            select(0);
        });
    }

    /** What is chosen. */
    Optional<Found> chosen() {
        return Optional.ofNullable(list.getSelectedValue());
    }

    private void choose() {
        chosen().ifPresent(found -> {
            close.run();
            found.chosen().run();
        });
    }

    @Override
    public boolean requestFocusInWindow() {
        return words.requestFocusInWindow();
    }

    /** A find; the first of a group has the group's title above it. */
    private static final class Row extends JPanel implements ListCellRenderer<Found> {
        private static final long serialVersionUID = 1;

        private final JLabel heading = new JLabel();
        private final JPanel line = new JPanel(new BorderLayout(8, 0));
        private final JLabel title = new JLabel();
        private final JLabel detail = new JLabel();
        private final JLabel keys = new JLabel();

        Row() {
            super(new BorderLayout());
            heading.setFont(
                    heading.getFont().deriveFont(Font.BOLD, heading.getFont().getSize2D() - 1));
            heading.setBorder(BorderFactory.createEmptyBorder(8, 10, 2, 10));
            heading.setEnabled(false);
            line.setBorder(BorderFactory.createEmptyBorder(3, 10, 3, 10));
            line.add(title, BorderLayout.WEST);
            line.add(detail);
            line.add(keys, BorderLayout.EAST);
            add(heading, BorderLayout.NORTH);
            add(line);
        }

        @Override
        public Component getListCellRendererComponent(
                JList<? extends Found> list, Found found, int index, boolean selected, boolean focus) {
            boolean first =
                    index == 0 || list.getModel().getElementAt(index - 1).group() != found.group();
            heading.setVisible(first);
            heading.setText(found.group().title());
            title.setText(found.title());
            title.setIcon(Icons.of(found.group().icon()));
            detail.setText(found.detail());
            keys.setText(found.keys());
            setBackground(list.getBackground());
            line.setBackground(selected ? UIManager.getColor("List.selectionBackground") : list.getBackground());
            title.setForeground(selected ? UIManager.getColor("List.selectionForeground") : list.getForeground());
            detail.setForeground(UIManager.getColor("Label.disabledForeground"));
            keys.setForeground(detail.getForeground());
            return this;
        }
    }
}
