package org.quarry.editor.preview;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.List;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.pane.Icons;
import org.quarry.editor.pane.Zoomed;

/** A picture with all that one does with it. What was seen before is what it is compared with. */
public final class PreviewPane extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int LEAST_CHOICE = 80;

    private final PictureView view = new PictureView();
    private final JToggleButton pin =
            button(new JToggleButton(), "pin", "Pin: keep this picture, whatever is selected or runs");
    private final JToggleButton keep = new JToggleButton("Keep B");
    private final JComboBox<Comparison> comparison = new JComboBox<>(Comparison.values());
    private final JLabel title = new JLabel(" ");
    private final JLabel readout = new JLabel(" ");
    private final ExhibitStrip strip = new ExhibitStrip(this::choose);
    private transient List<Exhibit> exhibits = List.of();
    private transient @Nullable Exhibit shown;
    private transient @Nullable Exhibit reference;
    private boolean pinnedToCompare;

    /** An empty pane. */
    public PreviewPane() {
        super(new BorderLayout());
        add(tools(), BorderLayout.NORTH);
        add(view, BorderLayout.CENTER);
        JPanel bottom = new JPanel(new BorderLayout());
        bottom.add(strip, BorderLayout.NORTH);
        bottom.add(title, BorderLayout.CENTER);
        bottom.add(readout, BorderLayout.SOUTH);
        // What they say must not make the window wider.
        title.setMinimumSize(new Dimension());
        readout.setMinimumSize(new Dimension());
        bottom.setBorder(BorderFactory.createEmptyBorder(2, 6, 2, 6));
        add(bottom, BorderLayout.SOUTH);
        view.readout(text -> readout.setText(text.isEmpty() ? " " : text));
        pin.addActionListener(e -> pinnedToCompare = false);
    }

    private JPanel tools() {
        JPanel tools = new JPanel();
        tools.setLayout(new BoxLayout(tools, BoxLayout.LINE_AXIS));
        tools.setBorder(BorderFactory.createEmptyBorder(2, 2, 2, 2));
        tools.add(pin);
        JButton fit = button(new JButton(), "fit", "Fit (double-click)");
        fit.addActionListener(e -> view.fit());
        tools.add(fit);
        JButton actual = new JButton("1:1");
        actual.setToolTipText("One pixel of the screen for each of the picture");
        actual.addActionListener(e -> view.actualSize());
        tools.add(flat(actual));
        comparison.setToolTipText("Compare with B, the picture seen before");
        comparison.addActionListener(e -> view.compare((Comparison) comparison.getSelectedItem()));
        // Where letters are large, it is what can be narrower, so that the window need not be wider.
        comparison.setMinimumSize(new Dimension(Zoomed.length(LEAST_CHOICE), comparison.getMinimumSize().height));
        comparison.setMaximumSize(comparison.getPreferredSize());
        tools.add(comparison);
        keep.setToolTipText("Keep comparing with the present B; otherwise B is always the picture seen before");
        tools.add(flat(keep));
        JButton copy = button(new JButton(), "copy", "Copy the picture");
        copy.addActionListener(e -> current().ifPresent(exhibit -> PictureExport.copy(exhibit.picture())));
        tools.add(copy);
        JButton save = button(new JButton(), "save", "Save the picture as PNG, with its workflow and receipt inside…");
        save.addActionListener(e -> current().ifPresent(exhibit -> PictureExport.save(this, exhibit)));
        tools.add(save);
        return tools;
    }

    static <B extends AbstractButton> B button(B button, String icon, String tip) {
        button.setIcon(Icons.of(icon));
        button.setToolTipText(tip);
        return flat(button);
    }

    private static <B extends AbstractButton> B flat(B button) {
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        button.setFocusable(false);
        return button;
    }

    /** Whether it keeps what it shows. */
    public boolean pinned() {
        return pin.isSelected();
    }

    /** What it shows. */
    public Optional<Exhibit> current() {
        return Optional.ofNullable(shown);
    }

    /** What the picture is compared with. */
    public Optional<Exhibit> reference() {
        return Optional.ofNullable(reference);
    }

    /** Shows pictures unless it is pinned; the first of them large. */
    public void follow(List<Exhibit> pictures) {
        if (!pinned() && !pictures.isEmpty() && !pictures.equals(exhibits)) {
            show(pictures);
        }
    }

    /** There is nothing to show, as of a document that has not run. */
    public void clear() {
        if (!pinned()) {
            exhibits = List.of();
            strip.show(exhibits);
            shown = null;
            refresh();
        }
    }

    /** A run begins: what is shown now is what comes next is compared with. */
    public void remember() {
        if (pinnedToCompare) {
            pinnedToCompare = false;
            pin.setSelected(false);
        }
        if (!keep.isSelected() && shown != null) {
            reference = shown;
            refresh();
        }
    }

    /** Shows pictures, the first of them large. */
    public void show(List<Exhibit> pictures) {
        exhibits = List.copyOf(pictures);
        strip.show(exhibits);
        choose(exhibits.get(0));
    }

    /** Compares two pictures, and is pinned to them until a run begins. */
    public void compare(Exhibit one, Exhibit other, Comparison how) {
        pinnedToCompare |= !pinned();
        pin.setSelected(true);
        exhibits = List.of(one, other);
        strip.show(exhibits);
        shown = one;
        reference = other;
        comparison.setSelectedItem(how);
        refresh();
    }

    private void choose(Exhibit next) {
        boolean another = shown != null
                && !shown.title().equals(next.title())
                && !shown.picture().equals(next.picture());
        if (another) {
            remember();
        }
        shown = next;
        refresh();
    }

    private void refresh() {
        view.show(current().map(Exhibit::picture), reference().map(Exhibit::picture));
        String described = current().map(this::describe).orElse(" ");
        title.setText(described);
        title.setToolTipText(described);
    }

    private String describe(Exhibit exhibit) {
        String text = exhibit.title() + "  ·  " + exhibit.picture().width() + " x "
                + exhibit.picture().height();
        return comparison.getSelectedItem() == Comparison.SINGLE || reference == null
                ? text
                : "A " + text + "   |   B " + reference.title();
    }
}
