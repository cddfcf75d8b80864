package org.quarry.editor.window;

import java.awt.Component;
import java.awt.FlowLayout;
import java.util.Locale;
import java.util.Optional;
import javax.swing.Box;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.openide.awt.StatusLineElementProvider;
import org.openide.util.lookup.ServiceProvider;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.Selection;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.DocumentPane;
import org.quarry.editor.pane.Icons;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;

/** In the status line: how large the workflow is, what is selected, how many problems, the zoom and the device. */
@ServiceProvider(service = StatusLineElementProvider.class, position = 600)
public final class StatusLine implements StatusLineElementProvider {
    private final Status status = new Status();

    /** Made by the platform. */
    public StatusLine() {
        Workbench bench = Workbench.here();
        bench.whenShown(() -> status.show(bench.current()));
        status.show(bench.current());
        status.shown();
        bench.engine().thenAccept(engine -> {
            var provider = engine.models().provider();
            SwingUtilities.invokeLater(() -> status.device(provider.name(), provider.reason()));
        });
    }

    @Override
    public Component getStatusLineElement() {
        return status;
    }

    /** "13 nodes, 17 links". */
    static String size(Document document) {
        int nodes = document.workflow().nodes().size();
        int links = Link.of(document.workflow()).size();
        return Words.count(nodes, "node") + ", " + Words.count(links, "link");
    }

    /** What is selected in a few words; empty if nothing is. */
    static String selected(Selection selection) {
        if (selection.nodes().size() == 1 && selection.links().isEmpty()) {
            return selection.nodes().iterator().next();
        }
        int all = selection.nodes().size()
                + selection.links().size()
                + selection.frames().size()
                + selection.notes().size();
        return all == 0 ? "" : all + " selected";
    }

    private static final class Status extends DocumentPane {
        private static final long serialVersionUID = 1;

        private final JLabel size = new JLabel();
        private final JLabel selection = new JLabel();
        private final JLabel problems = new JLabel();
        private final JLabel zoom = new JLabel();
        private final JLabel device = new JLabel();
        private final transient Runnable moved = this::zoom;
        private transient @Nullable Canvas seen;

        Status() {
            setLayout(new FlowLayout(FlowLayout.RIGHT, 14, 0));
            add(selection);
            add(size);
            add(problems);
            add(zoom);
            add(device);
            add(Box.createHorizontalStrut(2));
        }

        void device(String name, String reason) {
            device.setText(name.toUpperCase(Locale.ROOT));
            device.setToolTipText("Networks are computed on " + name + ": " + reason);
        }

        private void zoom() {
            zoom.setText(seen == null ? "" : Math.round(100 * seen.viewport().zoom()) + " %");
        }

        /** Hears of the zoom of the canvas in front, and of no other. */
        private void follow(@Nullable Canvas canvas) {
            if (seen != null) {
                seen.viewport().whenMovedNoMore(moved);
            }
            seen = canvas;
            if (canvas != null) {
                canvas.viewport().whenMoved(moved);
            }
            zoom();
        }

        @Override
        protected void shown() {
            size.setText(document().map(StatusLine::size).orElse(""));
            follow(document()
                    .flatMap(OpenDocuments.here()::window)
                    .map(WorkflowWindow::canvas)
                    .orElse(null));
            selected();
            checked();
        }

        @Override
        protected void edited() {
            size.setText(document().map(StatusLine::size).orElse(""));
        }

        @Override
        protected void selected() {
            selection.setText(document()
                    .map(Document::selection)
                    .map(StatusLine::selected)
                    .orElse(""));
        }

        @Override
        protected void checked() {
            Optional<Checked> checked = document().flatMap(Document::checked);
            long errors = count(checked, Problem.Severity.ERROR);
            long warnings = count(checked, Problem.Severity.WARNING);
            problems.setIcon(errors > 0 ? Icons.of("error") : warnings > 0 ? Icons.of("warning") : null);
            problems.setText(errors + warnings == 0 ? "" : String.valueOf(errors + warnings));
            problems.setToolTipText(errors + " errors, " + warnings + " warnings");
        }

        private static long count(Optional<Checked> checked, Problem.Severity severity) {
            return checked.stream()
                    .flatMap(found -> found.problems().stream())
                    .filter(problem -> problem.severity() == severity)
                    .count();
        }
    }
}
