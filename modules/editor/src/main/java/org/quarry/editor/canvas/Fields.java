package org.quarry.editor.canvas;

import java.awt.Cursor;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JFileChooser;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.canvas.Hits.FieldSpot;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.FileNames;
import org.quarry.editor.document.Parameters;
import org.quarry.editor.document.SeedMode;
import org.quarry.editor.document.Words;
import org.quarry.json.Json;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.Socket;

/** Edits the parameters of a canvas in place: at most one editor is open, over the field that it edits. */
final class Fields {
    private final Canvas canvas;
    private final RandomGenerator random;
    private @Nullable FieldEditor open;

    /** @param random draws new seeds */
    Fields(Canvas canvas, RandomGenerator random) {
        this.canvas = canvas;
        this.random = random;
    }

    private Document document() {
        return canvas.document();
    }

    /** The parameter that is being edited; empty if none is. */
    Optional<Socket> editing() {
        return Optional.ofNullable(open).map(FieldEditor::parameter);
    }

    /** The field was clicked. @param sign counted from its right end, of those it shows */
    void click(FieldSpot spot, int sign) {
        Socket at = spot.socket();
        FieldKind kind = FieldKind.of(spot.row().port());
        if (kind == FieldKind.TOGGLE) {
            toggle(spot);
        } else if (kind == FieldKind.SEED && sign == 0) {
            Json seed = SeedMode.drawn(random::nextLong);
            document().edit("New seed", workflow -> Parameters.set(workflow, at, seed));
        } else if (kind == FieldKind.SEED && sign == 1) {
            document()
                    .edit(
                            "Seed after Runs",
                            SeedMode.of(document().workflow(), at).next().at(at));
        } else if (kind == FieldKind.FILE && sign == 0) {
            choose(spot);
        } else {
            open(at);
        }
    }

    private void toggle(FieldSpot spot) {
        Json value = Edits.value(
                document().workflow(), spot.node().name(), spot.row().port());
        set(spot, Json.of(!Json.of(true).equals(value)));
    }

    private void set(FieldSpot spot, Json value) {
        document()
                .edit(
                        "Set " + Words.label(spot.row().port().name()),
                        workflow -> Parameters.set(workflow, spot.socket(), value));
    }

    /** Opens the editor of a parameter, if its field is shown. */
    void open(Socket parameter) {
        close();
        Optional<FieldSpot> found = canvas.hits().field(parameter);
        if (found.isEmpty()) {
            return;
        }
        FieldSpot spot = found.get();
        canvas.viewport().reveal(spot.area());
        FieldKind kind = FieldKind.of(spot.row().port());
        if (kind == FieldKind.CHOICE) {
            choices(spot);
        } else if (kind == FieldKind.MODEL) {
            models(spot);
        } else {
            FieldEditor editor = new FieldEditor(canvas, this, spot);
            open = editor;
            editor.show();
        }
    }

    /** Opens the first field of a node. */
    void openFirst(String node) {
        step(new Socket(node, ""), 1);
    }

    /** Opens the field after or before another one of the same node; beyond the last none. */
    void step(Socket from, int by) {
        canvas.scene().node(from.node()).ifPresent(node -> {
            List<NodeFace.Parameter> rows = node.face().parameters().stream()
                    .filter(row -> !row.linked())
                    .toList();
            List<String> names = rows.stream().map(row -> row.port().name()).toList();
            int next = names.indexOf(from.port()) + by;
            if (next >= 0 && next < names.size()) {
                open(new Socket(from.node(), names.get(next)));
            } else {
                canvas.requestFocusInWindow();
            }
        });
    }

    /** Closes the editor without a change. */
    void close() {
        FieldEditor closing = open;
        open = null;
        if (closing != null) {
            closing.dispose();
        }
    }

    /** The canvas shows another part, or the document changed. */
    void follow() {
        FieldEditor editor = open;
        if (editor != null) {
            canvas.hits().field(editor.parameter()).ifPresentOrElse(editor::place, this::close);
        }
    }

    private void choices(FieldSpot spot) {
        JPopupMenu menu = new JPopupMenu();
        Json now = Edits.value(
                document().workflow(), spot.node().name(), spot.row().port());
        for (ParamSpec.Choice choice : spot.row().port().param().orElseThrow().choices()) {
            item(menu, spot, Json.of(choice.name()), now)
                    .setText("<html><b>" + Words.label(choice.name()) + "</b>&nbsp; <font color='gray'>"
                            + choice.doc().strip().replace("<", "&lt;") + "</font></html>");
        }
        popUp(menu, spot);
    }

    private JMenuItem item(JPopupMenu menu, FieldSpot spot, Json value, Json now) {
        JMenuItem item = new JCheckBoxMenuItem("", value.equals(now));
        item.setName(value instanceof Json.Text text ? text.text() : "");
        item.addActionListener(e -> set(spot, value));
        menu.add(item);
        return item;
    }

    private void popUp(JPopupMenu menu, FieldSpot spot) {
        Rectangle2D at = canvas.viewport().toComponent(spot.area());
        menu.show(canvas, (int) at.getX(), (int) at.getMaxY() + 1);
    }

    /** Names of models may take a moment: their runtime may still be loading. */
    private void models(FieldSpot spot) {
        canvas.setCursor(Cursor.getPredefinedCursor(Cursor.WAIT_CURSOR));
        CompletableFuture.supplyAsync(document().desk().models()::names)
                .whenComplete((names, failure) -> SwingUtilities.invokeLater(() -> {
                    canvas.setCursor(Cursor.getDefaultCursor());
                    models(spot, failure == null ? names : List.of());
                }));
    }

    private void models(FieldSpot spot, List<String> names) {
        JPopupMenu menu = new JPopupMenu();
        Json now = Edits.value(
                document().workflow(), spot.node().name(), spot.row().port());
        names.forEach(name -> item(menu, spot, Json.of(name), now).setText(name));
        if (!names.isEmpty()) {
            menu.addSeparator();
        }
        JMenuItem other = new JMenuItem(names.isEmpty() ? "No models found; type a name…" : "Another name…");
        other.addActionListener(e -> type(spot));
        menu.add(other);
        popUp(menu, spot);
    }

    private void type(FieldSpot spot) {
        close();
        FieldEditor editor = new FieldEditor(canvas, this, spot);
        open = editor;
        editor.show();
    }

    private void choose(FieldSpot spot) {
        Path folder = document().folder();
        String now = Edits.value(
                                document().workflow(),
                                spot.node().name(),
                                spot.row().port())
                        instanceof Json.Text text
                ? text.text()
                : "";
        JFileChooser chooser = new JFileChooser(folder.toFile());
        if (!now.isEmpty()) {
            chooser.setSelectedFile(
                    new File(now).isAbsolute()
                            ? new File(now)
                            : folder.resolve(now).toFile());
        }
        if (chooser.showDialog(canvas, "Choose") == JFileChooser.APPROVE_OPTION) {
            set(spot, Json.of(FileNames.within(folder, chooser.getSelectedFile().toPath())));
        }
    }
}
