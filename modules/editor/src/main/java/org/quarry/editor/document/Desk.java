package org.quarry.editor.document;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Components;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.LinkCheck;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.PortFinder;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;

/** What documents are edited with: the nodes, models and components at hand, and somebody who checks. */
public final class Desk {
    private volatile NodeCatalog catalog;
    private final KnownModels models;
    private final Path homeFolder;
    private final Executor checker;
    private final Executor eventThread;
    private final Map<Path, PortFinder> ports = new HashMap<>();
    private final Map<Path, ComponentFiles> components = new HashMap<>();

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

    /** From now on documents are edited with these nodes. */
    public void use(NodeCatalog nodes) {
        catalog = nodes;
        forgetComponents();
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
        return ports.computeIfAbsent(folder, at -> new PortFinder(catalog, components(at)));
    }

    /** The file of a component, named in a workflow of a folder; empty if it cannot be read. */
    public Optional<Workflow> component(Path folder, String file) {
        return components(folder).find("", file) instanceof Components.Component found
                ? Optional.of(found.workflow())
                : Optional.empty();
    }

    /** Component files may have changed: they are read again when they are next needed. */
    public void forgetComponents() {
        ports.clear();
        components.clear();
    }

    /** Judges wires that somebody may draw. @param wires what a check found of all outputs; none if there was none yet */
    LinkCheck links(Workflow workflow, Path folder, Map<Socket, Wire> wires) {
        // The first check waits until the models are there; the event thread must not.
        KnownModels known = wires.isEmpty() ? KnownModels.UNKNOWN : models;
        return new Check(catalog, known, components(folder)).links(workflow, wires);
    }

    private ComponentFiles components(Path folder) {
        return components.computeIfAbsent(folder, ComponentFiles::new);
    }

    /** Checks a workflow elsewhere and gives the answer on the event thread. */
    void check(Workflow workflow, Path folder, BiConsumer<Checked, Findings> answer) {
        checker.execute(() -> {
            Checked found = new Check(catalog, models, new ComponentFiles(folder)).check(workflow);
            Findings findings = Findings.of(found, PictureSizes.filled(found, models));
            eventThread.execute(() -> answer.accept(found, findings));
        });
    }
}
