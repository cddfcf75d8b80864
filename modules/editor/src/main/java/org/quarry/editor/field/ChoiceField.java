package org.quarry.editor.field;

import java.awt.Component;
import java.awt.Dimension;
import java.util.List;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JList;
import org.quarry.editor.pane.Prose;
import org.quarry.editor.pane.Zoomed;
import org.quarry.json.Json;
import org.quarry.workflow.ParamSpec.Choice;

/** One of several values, each with its doc. */
final class ChoiceField extends ValueField {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_DOC = 90;

    private final JComboBox<Choice> box;
    private final transient List<Choice> choices;

    ChoiceField(List<Choice> choices) {
        this.choices = choices;
        box = new Wide(choices.toArray(Choice[]::new));
        box.setRenderer(new Renderer());
        box.setMinimumSize(new Dimension(60, 24));
        box.setPreferredSize(new Dimension(120, box.getPreferredSize().height));
        box.addActionListener(e -> {
            if (box.getSelectedItem() instanceof Choice choice) {
                box.setToolTipText(choice.doc());
                tell(Json.of(choice.name()), true);
            }
        });
        add(box);
    }

    @Override
    void display(Json value) {
        choices.stream()
                .filter(choice -> Json.of(choice.name()).equals(value))
                .findFirst()
                .ifPresent(box::setSelectedItem);
    }

    @Override
    public void focus() {
        box.requestFocusInWindow();
    }

    /** A combo box whose list is wide enough for the docs, however narrow it is itself. */
    private static final class Wide extends JComboBox<Choice> {
        private static final long serialVersionUID = 1;
        private static final int LEAST = 340;

        private boolean layingOut;

        Wide(Choice[] choices) {
            super(choices);
        }

        @Override
        public void doLayout() {
            layingOut = true;
            super.doLayout();
            layingOut = false;
        }

        /** Besides the layout, only the list asks for it. */
        @Override
        public Dimension getSize() {
            Dimension size = super.getSize();
            return layingOut ? size : new Dimension(Math.max(size.width, Zoomed.length(LEAST)), size.height);
        }
    }

    private static final class Renderer extends DefaultListCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getListCellRendererComponent(
                JList<?> list, Object value, int index, boolean selected, boolean focus) {
            super.getListCellRendererComponent(list, "", index, selected, focus);
            if (value instanceof Choice choice) {
                boolean inPopup = index >= 0;
                setText(
                        inPopup
                                ? "<html>" + choice.name() + "<br><small>" + Prose.escape(cut(choice.doc()))
                                : choice.name());
                setToolTipText(choice.doc());
            }
            return this;
        }

        private static String cut(String doc) {
            return doc.length() <= LONGEST_DOC ? doc : doc.substring(0, LONGEST_DOC - 1) + "…";
        }
    }
}
