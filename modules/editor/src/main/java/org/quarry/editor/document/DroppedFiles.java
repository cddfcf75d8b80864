package org.quarry.editor.document;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.tensor.Picture;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.json.WorkflowReader;

/**
 * Files that are dropped on the desktop, by what becomes of them.
 *
 * @param workflows to be opened: workflow files, and pictures that carry one
 * @param pictures to be loaded by a node
 * @param others nothing can be done with these
 */
public record DroppedFiles(List<Path> workflows, List<Path> pictures, List<Path> others) {
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff");
    private static final double BETWEEN = 240;

    /** Copies the lists. */
    public DroppedFiles {
        workflows = List.copyOf(workflows);
        pictures = List.copyOf(pictures);
        others = List.copyOf(others);
    }

    /** What these files are. */
    public static DroppedFiles of(List<Path> files) {
        List<Path> workflows = new ArrayList<>();
        List<Path> pictures = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path file : files) {
            String ending = ending(file);
            if (ending.equals("json") || carriesWorkflow(file)) {
                workflows.add(file);
            } else {
                (PICTURES.contains(ending) ? pictures : others).add(file);
            }
        }
        return new DroppedFiles(workflows, pictures, others);
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean carriesWorkflow(Path file) {
        try {
            return WorkflowReader.carriesWorkflow(file);
        } catch (IOException e) {
            // Opened or loaded, it tells what is wrong with it.
            return false;
        }
    }

    /**
     * Adds a node for each picture that loads it, and selects them; undone together.
     *
     * @param at where the first one goes
     * @return whether there was a picture, and such a node
     */
    public boolean load(Document document, Point2D at) {
        Optional<NodeDescriptor> loader = loader(document.desk().catalog());
        if (pictures.isEmpty() || loader.isEmpty()) {
            return false;
        }
        Set<String> added = new LinkedHashSet<>();
        String word = "load " + name(document, loader.get());
        for (int i = 0; i < pictures.size(); i++) {
            Point2D below = new Point2D.Double(at.getX(), at.getY() + i * BETWEEN);
            String name = name(document, loader.get());
            PlacedNode node = loading(document, loader.get(), pictures.get(i));
            document.edit("Load picture", word, workflow -> NodeEdits.add(workflow, name, node, place(below)));
            added.add(name);
        }
        document.select(Selection.ofNodes(added));
        return true;
    }

    private static String name(Document document, NodeDescriptor loader) {
        return Names.unique(
                Names.kebab(loader.name()), document.workflow().nodes().keySet());
    }

    private static PlacedNode loading(Document document, NodeDescriptor loader, Path picture) {
        Json written = Json.of(FileNames.within(document.folder(), picture));
        return PlacedNode.of(loader.type()).with(file(loader).orElseThrow().name(), new Input.Value(written));
    }

    private static Place place(Point2D at) {
        return new Place(LayoutEdits.snapped(at.getX()), LayoutEdits.snapped(at.getY()), Map.of());
    }

    /** The node that asks for the least and makes one picture of one file. */
    private static Optional<NodeDescriptor> loader(NodeCatalog catalog) {
        return catalog.all().stream()
                .filter(node -> node.effect() == Effect.READS && file(node).isPresent())
                .filter(node -> node.outputs().stream()
                        .anyMatch(port -> port.type().javaName().equals(Picture.class.getName())))
                .min(Comparator.comparingInt(
                                (NodeDescriptor node) -> node.inputs().size())
                        .thenComparing(node -> node.type().id()));
    }

    private static Optional<InputPort> file(NodeDescriptor node) {
        return node.inputs().stream()
                .filter(port -> port.type().javaName().equals(Path.class.getName()))
                .findFirst();
    }
}
