package org.quarry.editor.preview;

import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.UndoRedo;
import org.openide.windows.TopComponent;
import org.openide.windows.WindowManager;
import org.quarry.editor.FrontUndo;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunsListener;
import org.quarry.engine.RunEvent;
import org.quarry.tensor.Picture;

/** The picture of the selected node, or else of the run that goes on, or else of the last run. */
@TopComponent.Description(preferredID = PreviewWindow.ID, iconBase = "org/quarry/editor/icons/preview.svg")
@TopComponent.Registration(mode = "preview", openAtStartup = true, position = 100)
@ActionID(category = "Window", id = "org.quarry.editor.PreviewWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 60),
    @ActionReference(path = "Shortcuts", name = "O-6")
})
@TopComponent.OpenActionRegistration(displayName = "Preview", preferredID = PreviewWindow.ID)
public final class PreviewWindow extends TopComponent {
    static final String ID = "preview";

    private static final long serialVersionUID = 1;

    private final transient UndoRedo undo = new FrontUndo();
    private final transient PreviewPane pane = new PreviewPane();
    private final transient DocumentListener follower = new DocumentListener() {
        @Override
        public void selected() {
            if (single().isPresent()) {
                node();
            } else {
                last().ifPresent(run -> pane.follow(exhibits(run)));
            }
        }

        @Override
        public void ran() {
            node();
        }
    };
    private transient @Nullable Document document;

    /** Made by the platform. */
    public PreviewWindow() {
        setName("Preview");
        setDisplayName("Preview");
        setLayout(new BorderLayout());
        add(pane);
        Workbench bench = Workbench.here();
        bench.whenShown(this::front);
        bench.runs().listen(new RunsListener() {
            @Override
            public void told(QueuedRun run, List<RunEvent> events) {
                if (events.stream().anyMatch(RunEvent.RunStarted.class::isInstance)) {
                    pane.remember();
                }
                live(run, events);
            }

            @Override
            public void ended(QueuedRun run) {
                boolean mine = run.order().document() == document;
                if (mine && run.state() == QueuedRun.State.FINISHED && chosen().isEmpty()) {
                    pane.follow(exhibits(run));
                }
            }
        });
        front();
    }

    /** The one of this desktop, opened and brought to the front. */
    public static Optional<PreviewPane> opened() {
        TopComponent window = WindowManager.getDefault().findTopComponent(ID);
        if (window instanceof PreviewWindow preview) {
            preview.open();
            preview.requestVisible();
            return Optional.of(preview.pane);
        }
        return Optional.empty();
    }

    /** The results of a run, with its name. */
    public static List<Exhibit> exhibits(QueuedRun run) {
        List<Exhibit> exhibits = new ArrayList<>();
        List<Picture> results = run.results();
        for (int i = 0; i < results.size(); i++) {
            String title = results.size() == 1 ? run.name() : run.name() + ", " + (i + 1) + " of " + results.size();
            exhibits.add(new Exhibit(title, results.get(i), Optional.of(run)));
        }
        return exhibits;
    }

    private void front() {
        if (document != null) {
            document.ignore(follower);
        }
        document = Workbench.here().current().orElse(null);
        if (document != null) {
            document.listen(follower);
        }
        Optional<QueuedRun> last = last();
        if (last.isEmpty() && chosen().isEmpty()) {
            pane.clear();
        }
        last.ifPresent(run -> pane.follow(exhibits(run)));
        node();
    }

    private Optional<String> single() {
        Set<String> nodes = document == null ? Set.of() : document.selection().nodes();
        return nodes.size() == 1 ? Optional.of(nodes.iterator().next()) : Optional.empty();
    }

    /** The picture of the one node that is selected, if it has one. */
    private Optional<Exhibit> chosen() {
        Document of = document;
        return of == null
                ? Optional.empty()
                : single().flatMap(name -> of.activity()
                        .of(name)
                        .preview()
                        .map(picture -> new Exhibit(name, picture, madeBy(name, picture))));
    }

    private static Optional<QueuedRun> madeBy(String node, Picture picture) {
        return Workbench.here().runs().all().stream()
                .filter(run -> run.pictures().getOrDefault(node, List.of()).contains(picture))
                .reduce((earlier, later) -> later);
    }

    /** While a run goes on, and no node is chosen, how far the loop is that took the last step. */
    private void live(QueuedRun run, List<RunEvent> events) {
        if (run.order().document() != document || chosen().isPresent()) {
            return;
        }
        events.stream()
                .filter(RunEvent.Stepped.class::isInstance)
                .map(event -> ((RunEvent.Stepped) event).values().driver())
                .reduce((earlier, later) -> later)
                .flatMap(driver -> run.order().document().activity().of(driver).preview())
                .ifPresent(picture -> pane.follow(List.of(new Exhibit(run.name(), picture, Optional.of(run)))));
    }

    private void node() {
        chosen().ifPresent(exhibit -> pane.follow(List.of(exhibit)));
    }

    /** The last run of the document in front that came to its end. */
    private Optional<QueuedRun> last() {
        return Workbench.here().runs().all().stream()
                .filter(run -> run.order().document() == document && run.state() == QueuedRun.State.FINISHED)
                .reduce((earlier, later) -> later);
    }

    @Override
    public UndoRedo getUndoRedo() {
        return undo;
    }

    @Override
    public int getPersistenceType() {
        return PERSISTENCE_ALWAYS;
    }

    @Override
    protected String preferredID() {
        return ID;
    }
}
