package org.quarry.editor.run;

import java.util.List;
import java.util.Optional;
import javax.swing.AbstractAction;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;

/** An action on the document in front or on the runs, disabled as long as there is nothing to act on. */
public abstract class BenchAction extends AbstractAction {
    private static final long serialVersionUID = 1;

    private final transient DocumentListener follower = new DocumentListener() {
        @Override
        public void selected() {
            refresh();
        }
    };
    private transient @Nullable Document followed;

    /** @param icon by name; empty for none */
    protected BenchAction(String name, String icon) {
        super(name);
        if (!icon.isEmpty()) {
            putValue("iconBase", "org/quarry/editor/icons/" + icon + ".svg");
        }
        Workbench bench = Workbench.here();
        bench.whenShown(this::front);
        bench.runs().listen(new RunsListener() {
            @Override
            public void changed() {
                refresh();
            }
        });
        front();
    }

    private void front() {
        if (followed != null) {
            followed.ignore(follower);
        }
        followed = Workbench.here().current().orElse(null);
        if (followed != null) {
            followed.listen(follower);
        }
        refresh();
    }

    /** Looks again whether it can act. */
    protected void refresh() {
        setEnabled(possible(Workbench.here()));
    }

    /** Whether there is something to act on. */
    protected abstract boolean possible(Workbench bench);

    /** The document in front. */
    protected static Optional<Document> document() {
        return Workbench.here().current();
    }

    /** The selected nodes of the document in front, in the order of the file. */
    protected static List<String> selected() {
        return document()
                .map(document -> document.workflow().nodes().keySet().stream()
                        .filter(document.selection().nodes()::contains)
                        .toList())
                .orElse(List.of());
    }
}
