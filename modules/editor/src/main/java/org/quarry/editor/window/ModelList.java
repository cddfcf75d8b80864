package org.quarry.editor.window;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.swing.SwingUtilities;
import org.quarry.editor.Workbench;
import org.quarry.node.model.ModelDescription;

/** The models at hand as last looked for. To be used on the event thread; folders are read elsewhere. */
final class ModelList {
    private static final ModelList SHARED = new ModelList();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private List<ModelDescription> known = List.of();

    private ModelList() {
        Workbench.here().whenModulesChanged(this::refresh);
        refresh();
    }

    /** The one of this desktop. */
    static ModelList here() {
        return SHARED;
    }

    List<ModelDescription> known() {
        return known;
    }

    /** Calls this after each look. */
    void whenFound(Runnable listener) {
        listeners.add(listener);
    }

    /** Looks again, and lets open documents be checked again. */
    void refresh() {
        Workbench.here()
                .engine()
                .thenApplyAsync(engine -> engine.models().list())
                .thenAccept(found -> SwingUtilities.invokeLater(() -> found(found)));
    }

    private void found(List<ModelDescription> found) {
        boolean other = !known.equals(found);
        known = List.copyOf(found);
        listeners.forEach(Runnable::run);
        if (other) {
            OpenDocuments.here().all().forEach(document -> document.check());
        }
    }
}
