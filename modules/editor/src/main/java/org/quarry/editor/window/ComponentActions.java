package org.quarry.editor.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.swing.Action;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Component;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edited;
import org.quarry.editor.document.LocalEdits;
import org.quarry.json.JsonException;
import org.quarry.workflow.Components;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** A selection becomes a component, and an instance becomes nodes again. */
public final class ComponentActions {
    private ComponentActions() {}

    /** Saves what is selected as a workflow with ports, and puts an instance of it in its place. */
    @ActionID(category = "Graph", id = "org.quarry.editor.MakeComponent")
    @ActionRegistration(displayName = "Make Component…", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 400, separatorBefore = 390),
        @ActionReference(path = "Quarry/Canvas/Node", position = 400, separatorBefore = 390)
    })
    public static Action make() {
        return new CanvasAction(
                "Make Component…", document -> !document.selection().nodes().isEmpty(), ComponentActions::make);
    }

    /** Opens the file that an instance stands for. */
    @ActionID(category = "Graph", id = "org.quarry.editor.OpenComponent")
    @ActionRegistration(displayName = "Open Component", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 410),
        @ActionReference(path = "Quarry/Canvas/Node", position = 410)
    })
    public static Action open() {
        return new CanvasAction(
                "Open Component",
                document -> instance(document).isPresent(),
                canvas -> instance(canvas.document())
                        .filter(node -> !new CanvasSurroundings().openComponent(canvas.document(), node))
                        .ifPresent(node -> canvas.tell("The file of '" + node
                                + "' is not there; put it back, or ask for quick-fixes (Alt+Enter).")));
    }

    /** Puts the nodes that an instance stands for in its place. */
    @ActionID(category = "Graph", id = "org.quarry.editor.MakeLocal")
    @ActionRegistration(displayName = "Make Local", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 420),
        @ActionReference(path = "Quarry/Canvas/Node", position = 420)
    })
    public static Action local() {
        return new CanvasAction(
                "Make Local",
                document -> instance(document).isPresent(),
                canvas -> instance(canvas.document()).ifPresent(node -> local(canvas, node)));
    }

    private static Optional<String> instance(Document document) {
        return document.selection().nodes().stream()
                .filter(node -> document.workflow()
                        .find(node)
                        .flatMap(placed -> placed.component())
                        .isPresent())
                .findFirst();
    }

    private static void make(Canvas canvas) {
        Document document = canvas.document();
        Set<String> nodes = document.selection().nodes();
        Optional<String> refusal = Component.refusal(document.workflow(), nodes);
        if (refusal.isPresent()) {
            canvas.tell(refusal.get());
            return;
        }
        FileChoice.toSave("Make component", FileActions.folder(document), "component")
                .ifPresent(file -> {
                    try {
                        make(document, nodes, file);
                    } catch (IOException | JsonException e) {
                        canvas.tell("'" + file + "' cannot be written: " + e.getMessage()
                                + "; choose another folder, or make room there.");
                    }
                });
    }

    private static void make(Document document, Set<String> nodes, Path file) throws IOException, JsonException {
        String name = String.valueOf(file.getFileName());
        String title = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        Component component = Component.of(document.workflow(), nodes, title, type(file, title))
                .promoting(document::ports);
        WorkflowWriter.save(
                ModuleNotes.update(component.inner(), document.desk().catalog()), file);
        document.desk().forgetComponents();
        Path folder = document.folder().toAbsolutePath();
        if (!folder.getRoot().equals(file.toAbsolutePath().getRoot())) {
            throw new IOException("it is on another drive than the workflow");
        }
        String written = folder.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
        ComponentLink link =
                new ComponentLink(written, WorkflowReader.read(file).hash(), Map.of());
        Edited edited = component.put(document.workflow(), link);
        document.edit("Make component", workflow -> edited.workflow());
        document.select(edited.selection());
    }

    /** A new id; the next version of the component that the file held. */
    private static NodeType type(Path file, String title) throws IOException, JsonException {
        if (Files.isRegularFile(file)) {
            Optional<NodeType> old =
                    WorkflowReader.read(file).workflow().component().map(ports -> ports.type());
            if (old.isPresent()) {
                return new NodeType(old.get().id(), old.get().version() + 1);
            }
        }
        return new NodeType(Component.id(title), 1);
    }

    private static void local(Canvas canvas, String node) {
        Document document = canvas.document();
        String file = document.workflow()
                .find(node)
                .flatMap(placed -> placed.component())
                .map(ComponentLink::file)
                .orElse("");
        Components.Answer answer = new ComponentFiles(document.folder()).find("", file);
        if (answer instanceof Components.Component found
                && found.workflow().component().isPresent()) {
            Edited edited = LocalEdits.unpacked(document.workflow(), node, found, document.folder());
            document.edit("Make local", workflow -> edited.workflow());
            document.select(edited.selection());
        } else {
            canvas.tell(
                    answer instanceof Components.Missing missing
                            ? "'" + node + "' cannot be unpacked: " + missing.reason() + "."
                            : "'" + file + "' declares no ports, so nobody can tell what '" + node + "' stands for.");
        }
    }
}
