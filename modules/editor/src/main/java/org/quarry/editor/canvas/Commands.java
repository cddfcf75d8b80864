package org.quarry.editor.canvas;

import java.awt.Point;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.FrameEdits;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.LayoutEdits.Side;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.Selection;
import org.quarry.workflow.PlacedNode.Mode;

/** The work of {@link Command}: what is done to the selection of a canvas. */
final class Commands {
    private final Canvas canvas;
    private final Document document;

    Commands(Canvas canvas) {
        this.canvas = canvas;
        document = canvas.document();
    }

    private Set<String> nodes() {
        return document.selection().nodes();
    }

    void delete() {
        Selection chosen = document.selection();
        document.edit("Delete", workflow -> NodeEdits.delete(workflow, chosen));
        document.select(Selection.NONE);
    }

    void selectAll() {
        document.select(Selection.all(document.workflow()));
    }

    void rename() {
        nodes().stream().findFirst().ifPresent(canvas.texts()::node);
    }

    /** What two clicks on a title do: an instance is opened, any other node named. */
    void openOrRename(String node) {
        boolean instance = document.workflow()
                .find(node)
                .flatMap(placed -> placed.component())
                .isPresent();
        if (!instance || !canvas.openComponent(node)) {
            canvas.texts().node(node);
        }
    }

    void describe() {
        Optional<String> node = nodes().size() == 1 ? nodes().stream().findFirst() : Optional.empty();
        String before = node.map(name -> NodeEdits.description(document.workflow(), name))
                .orElseGet(() -> NodeEdits.description(document.workflow()));
        JTextArea words = new JTextArea(before, 8, 48);
        words.setLineWrap(true);
        words.setWrapStyleWord(true);
        String title = node.map(name -> "Description of " + name).orElse("Description of the workflow");
        JOptionPane question =
                new JOptionPane(new JScrollPane(words), JOptionPane.PLAIN_MESSAGE, JOptionPane.OK_CANCEL_OPTION) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void selectInitialValue() {
                        words.requestFocusInWindow();
                    }
                };
        JDialog dialog = question.createDialog(canvas, title);
        dialog.setVisible(true);
        dialog.dispose();
        if (Objects.equals(question.getValue(), JOptionPane.OK_OPTION)) {
            document.edit(
                    "Description",
                    workflow -> node.map(name -> NodeEdits.described(workflow, name, words.getText()))
                            .orElseGet(() -> NodeEdits.described(workflow, words.getText())));
        }
    }

    void mode(Mode mode) {
        Set<String> chosen = nodes();
        if (mode == Mode.BYPASSED) {
            Optional<String> refusal = chosen.stream()
                    .flatMap(node -> NodeEdits.bypassRefusal(node, document.ports(node)).stream())
                    .findFirst();
            if (refusal.isPresent()) {
                canvas.tell(refusal.get());
                return;
            }
        }
        document.edit(mode == Mode.MUTED ? "Mute" : "Bypass", workflow -> NodeEdits.toggled(workflow, chosen, mode));
    }

    void collapse() {
        Set<String> chosen = nodes();
        document.edit("Collapse", workflow -> NodeEdits.collapseToggled(workflow, chosen));
    }

    void colour() {
        Selection chosen = document.selection();
        Point at = canvas.mouse();
        ColourMenu.of(canvas, colour -> coloured(chosen, colour)).show(canvas, at.x, at.y);
    }

    private void coloured(Selection chosen, String colour) {
        document.edit("Colour", workflow -> {
            var changed = NodeEdits.coloured(workflow, chosen.nodes(), colour);
            for (int index : chosen.frames()) {
                changed = FrameEdits.changed(changed, index, frame -> FrameEdits.coloured(frame, colour));
            }
            return changed;
        });
    }

    void frame() {
        Rectangle2D around = canvas.hits().bounds(document.selection());
        document.edit("Frame", workflow -> FrameEdits.framed(workflow, around));
        int index = document.workflow().layout().frames().size() - 1;
        document.select(new Selection(Set.of(), Set.of(), Set.of(index), Set.of()));
        canvas.texts().frame(index);
    }

    void note() {
        Point2D at = canvas.viewport().toCanvas(canvas.mouse());
        document.edit(
                "Note",
                workflow -> FrameEdits.noted(
                        workflow, "Note", LayoutEdits.snapped(at.getX()), LayoutEdits.snapped(at.getY())));
        int index = document.workflow().layout().notes().size() - 1;
        document.select(new Selection(Set.of(), Set.of(), Set.of(), Set.of(index)));
        canvas.texts().note(index);
    }

    void align(Side side) {
        Map<String, Rectangle2D> bounds = bounds(nodes());
        document.edit("Align", workflow -> LayoutEdits.aligned(workflow, bounds, side));
    }

    void distribute(boolean across) {
        Map<String, Rectangle2D> bounds = bounds(nodes());
        document.edit(
                "Distribute",
                workflow -> across
                        ? LayoutEdits.distributedAcross(workflow, bounds)
                        : LayoutEdits.distributedDown(workflow, bounds));
    }

    private Map<String, Rectangle2D> bounds(Set<String> chosen) {
        Map<String, Rectangle2D> bounds = new LinkedHashMap<>();
        chosen.forEach(node -> bounds.put(node, canvas.scene().bounds(node)));
        return bounds;
    }

    void arrange() {
        Set<String> chosen =
                nodes().size() > 1 ? nodes() : document.workflow().nodes().keySet();
        Map<String, Point2D> corners = new Arrangement(canvas.scene()).of(chosen);
        document.edit("Automatic layout", workflow -> LayoutEdits.arranged(workflow, corners));
    }

    void nudge(double x, double y) {
        Selection moving = LayoutEdits.withContents(document.workflow(), document.selection());
        document.edit("Move", "nudge " + moving, workflow -> LayoutEdits.moved(workflow, moving, x, y));
    }

    /** Selects the next node in a direction and brings it into view. */
    void go(Neighbours.Way way) {
        Optional<Rectangle2D> from =
                nodes().stream().findFirst().map(name -> canvas.scene().bounds(name));
        Rectangle2D seen = canvas.viewport().visible();
        Rectangle2D start = from.orElseGet(() -> new Rectangle2D.Double(seen.getCenterX(), seen.getCenterY(), 1, 1));
        Map<String, Rectangle2D> others = bounds(document.workflow().nodes().keySet());
        others.keySet().removeAll(nodes());
        Neighbours.next(start, others, way).ifPresent(name -> {
            document.select(Selection.ofNodes(Set.of(name)));
            if (!canvas.viewport().visible().contains(canvas.scene().bounds(name))) {
                canvas.show(name);
            }
        });
    }

    void edit() {
        nodes().stream().findFirst().ifPresent(canvas.fields()::openFirst);
    }
}
