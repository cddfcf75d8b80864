package org.quarry.editor.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextField;
import org.quarry.editor.canvas.Minimap;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.DocumentPane;
import org.quarry.editor.pane.Icons;
import org.quarry.editor.pane.Typing;
import org.quarry.workflow.Problem;

/** A small map of the workflow in front, and its nodes by name; a click goes there. */
final class NavigatorPane extends DocumentPane {
    private static final long serialVersionUID = 1;

    private final Minimap map = new Minimap();
    private final JTextField words = new JTextField();
    private final DefaultListModel<String> model = new DefaultListModel<>();
    private final JList<String> list = new JList<>(model);
    private boolean following;

    NavigatorPane() {
        words.putClientProperty("JTextField.placeholderText", "Filter nodes");
        words.putClientProperty("JTextField.showClearButton", true);
        Typing.listen(words, this::fill);
        list.setName("outline");
        list.setCellRenderer(new Row());
        list.addListSelectionListener(e -> {
            if (!following && !e.getValueIsAdjusting() && list.getSelectedValue() != null) {
                document().ifPresent(document -> Jump.to(document, list.getSelectedValue()));
            }
        });
        JPanel outline = new JPanel(new BorderLayout());
        outline.add(words, BorderLayout.NORTH);
        JScrollPane scroll = new JScrollPane(list);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        outline.add(scroll);
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, map, outline);
        split.setResizeWeight(0.55);
        split.setBorder(BorderFactory.createEmptyBorder());
        add(split);
    }

    @Override
    protected void shown() {
        map.show(document().flatMap(OpenDocuments.here()::window).map(WorkflowWindow::canvas));
        fill();
    }

    @Override
    protected void edited() {
        fill();
    }

    @Override
    protected void checked() {
        list.repaint();
    }

    @Override
    protected void selected() {
        following = true;
        list.clearSelection();
        document().ifPresent(document -> {
            for (int i = 0; i < model.size(); i++) {
                if (document.selection().nodes().contains(model.get(i))) {
                    list.addSelectionInterval(i, i);
                    list.ensureIndexIsVisible(i);
                }
            }
        });
        following = false;
    }

    private void fill() {
        String asked = words.getText().strip().toLowerCase(Locale.ROOT);
        List<String> names = document().stream()
                .flatMap(document -> document.workflow().nodes().entrySet().stream())
                .filter(node -> node.getKey().toLowerCase(Locale.ROOT).contains(asked)
                        || node.getValue().type().id().contains(asked))
                .map(node -> node.getKey())
                .toList();
        following = true;
        if (!names.equals(java.util.Collections.list(model.elements()))) {
            model.clear();
            model.addAll(names);
        }
        following = false;
        selected();
    }

    private final class Row extends DefaultListCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getListCellRendererComponent(
                JList<?> owner, Object value, int index, boolean selected, boolean focus) {
            super.getListCellRendererComponent(owner, value, index, selected, false);
            setIcon(Icons.of(document()
                    .map(document -> icon(document, String.valueOf(value)))
                    .orElse("node")));
            return this;
        }

        private static String icon(Document document, String node) {
            return document.findings()
                    .worst(node)
                    .map(worst -> worst == Problem.Severity.ERROR ? "error" : "warning")
                    .orElse("node");
        }
    }
}
