package org.quarry.editor.document;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.PortFinder;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;

/** What documents are edited with: the nodes, models and components at hand, and somebody who checks. */
public final class Desk {
    private final NodeCatalog catalog;
    private final KnownModels models;
    private final Path homeFolder;
    private final Executor checker;
    private final Executor eventThread;
    private final Map<Path, PortFinder> ports = new HashMap<>();

    /**
     * A desk.
     *
     * @param homeFolder that the files of new workflows are relative to
     * @param checker runs one check after the other
     * @param eventThread where answers are given
     */
    public Desk(NodeCatalog catalog, KnownModels models, Path homeFolder, Executor checker, Executor eventThread) {
        this.catalog = catalog;
        this.models = models;
        this.homeFolder = homeFolder;
        this.checker = checker;
        this.eventThread = eventThread;
    }

    /** The nodes at hand. */
    public NodeCatalog catalog() {
        return catalog;
    }

    /** The models at hand. */
    public KnownModels models() {
        return models;
    }

    /** The folder that the files of new workflows are relative to. */
    public Path homeFolder() {
        return homeFolder;
    }

    /** The ports of nodes in workflows of a folder. */
    public PortFinder ports(Path folder) {
        return ports.computeIfAbsent(folder, at -> new PortFinder(catalog, new ComponentFiles(at)));
    }

    /** Component files may have changed: they are read again when they are next needed. */
    public void forgetComponents() {
        ports.clear();
    }

    /** Checks a workflow elsewhere and gives the answer on the event thread. */
    void check(Workflow workflow, Path folder, Consumer<Checked> answer) {
        checker.execute(() -> {
            Checked found = new Check(catalog, models, new ComponentFiles(folder)).check(workflow);
            eventThread.execute(() -> answer.accept(found));
        });
    }
}
