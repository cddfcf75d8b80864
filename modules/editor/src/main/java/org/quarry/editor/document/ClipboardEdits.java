package org.quarry.editor.document;

import java.awt.geom.Point2D;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.quarry.json.JsonException;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Layout.Frame;
import org.quarry.workflow.Layout.Note;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** Copy, paste and duplicate. What is copied is a workflow of its own, in the words of the file format. */
public final class ClipboardEdits {
    /** How far a duplicate stands from what it was made of. */
    private static final double OFFSET = 40;

    private ClipboardEdits() {}

    /** What is selected as a workflow of its own, with the wires within it; of a frame also what stands in it. */
    public static Workflow fragment(Workflow workflow, Selection chosen) {
        Selection all = LayoutEdits.withContents(workflow, chosen);
        Workflow inner = LinkEdits.unlink(workflow, crossing(workflow, all.nodes()));
        return only(inner, all);
    }

    private static List<Link> crossing(Workflow workflow, Set<String> nodes) {
        return Link.of(workflow).stream()
                .filter(link -> nodes.contains(link.to().node())
                        && !nodes.contains(link.from().node()))
                .toList();
    }

    private static Workflow only(Workflow workflow, Selection chosen) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>(workflow.nodes());
        nodes.keySet().retainAll(chosen.nodes());
        Map<String, Place> places = new LinkedHashMap<>();
        nodes.keySet().forEach(node -> places.put(node, Edits.place(workflow, node)));
        Layout layout = workflow.layout();
        return new Workflow(
                "",
                nodes,
                Optional.empty(),
                new Layout(
                        places,
                        chosen.frames().stream()
                                .sorted()
                                .map(layout.frames()::get)
                                .toList(),
                        chosen.notes().stream()
                                .sorted()
                                .map(layout.notes()::get)
                                .toList()),
                Map.of());
    }

    /** The text of what is selected. */
    public static String copy(Workflow workflow, Selection chosen) {
        return WorkflowWriter.write(fragment(workflow, chosen));
    }

    /**
     * Reads what was copied, here, in another program or from a file.
     *
     * @throws JsonException if it is no workflow; the message says what was found and what was wanted
     */
    public static Workflow read(String text) throws JsonException {
        return WorkflowReader.read("clipboard", text.getBytes(StandardCharsets.UTF_8))
                .workflow();
    }

    /** With all of a fragment, its upper left corner at a place. Nodes whose names are taken are given others. */
    public static Edited paste(Workflow workflow, Workflow fragment, Point2D at) {
        return insert(workflow, fragment, at).edited();
    }

    /** What was pasted. @param names the names in the workflow of the fragment's nodes */
    record Pasted(Edited edited, Map<String, String> names) {}

    static Pasted insert(Workflow workflow, Workflow fragment, Point2D at) {
        Point2D corner = corner(fragment);
        return pasted(workflow, fragment, at.getX() - corner.getX(), at.getY() - corner.getY());
    }

    /** With what is selected once more, beside it. Wires that come from elsewhere are not. */
    public static Edited duplicate(Workflow workflow, Selection chosen) {
        return pasted(workflow, fragment(workflow, chosen), OFFSET, OFFSET).edited();
    }

    /** With what is selected once more, beside it, fed by the same wires. */
    public static Edited duplicateLinked(Workflow workflow, Selection chosen) {
        return pasted(workflow, only(workflow, LayoutEdits.withContents(workflow, chosen)), OFFSET, OFFSET)
                .edited();
    }

    private static Pasted pasted(Workflow workflow, Workflow fragment, double x, double y) {
        Map<String, String> names = names(workflow, fragment);
        Layout there = fragment.layout();
        Selection all = new Selection(
                fragment.nodes().keySet(),
                Set.of(),
                indexes(0, there.frames().size()),
                indexes(0, there.notes().size()));
        Workflow moved = NodeEdits.renamed(LayoutEdits.moved(fragment, all, x, y), names);
        Map<String, PlacedNode> nodes = new LinkedHashMap<>(workflow.nodes());
        nodes.putAll(moved.nodes());
        Map<String, Place> places = new LinkedHashMap<>(workflow.layout().places());
        places.putAll(moved.layout().places());
        List<Frame> frames = joined(workflow.layout().frames(), moved.layout().frames());
        List<Note> notes = joined(workflow.layout().notes(), moved.layout().notes());
        Workflow after = new Workflow(
                workflow.title(), nodes, workflow.component(), new Layout(places, frames, notes), workflow.extras());
        Selection made = new Selection(
                new LinkedHashSet<>(names.values()),
                Set.of(),
                indexes(workflow.layout().frames().size(), frames.size()),
                indexes(workflow.layout().notes().size(), notes.size()));
        return new Pasted(new Edited(withoutLooseEnds(after, made.nodes()), made), names);
    }

    /** Wires of what was pasted that lead to nodes of another workflow. */
    private static Workflow withoutLooseEnds(Workflow workflow, Set<String> pasted) {
        List<Link> loose = Link.of(workflow).stream()
                .filter(link -> pasted.contains(link.to().node())
                        && !workflow.nodes().containsKey(link.from().node()))
                .toList();
        return LinkEdits.unlink(workflow, loose);
    }

    private static Map<String, String> names(Workflow workflow, Workflow fragment) {
        Set<String> taken = new LinkedHashSet<>(workflow.nodes().keySet());
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : fragment.nodes().keySet()) {
            String free = Names.unique(name, taken);
            names.put(name, free);
            taken.add(free);
        }
        return names;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static Set<Integer> indexes(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toSet());
    }

    /** The upper left corner of a fragment. */
    private static Point2D corner(Workflow fragment) {
        List<Point2D> corners = Stream.of(
                        fragment.nodes().keySet().stream()
                                .map(name -> Edits.place(fragment, name))
                                .map(place -> new Point2D.Double(place.x(), place.y())),
                        fragment.layout().frames().stream().map(frame -> new Point2D.Double(frame.x(), frame.y())),
                        fragment.layout().notes().stream().map(note -> new Point2D.Double(note.x(), note.y())))
                .flatMap(points -> points)
                .map(Point2D.class::cast)
                .toList();
        return new Point2D.Double(
                corners.stream().mapToDouble(Point2D::getX).min().orElse(0),
                corners.stream().mapToDouble(Point2D::getY).min().orElse(0));
    }

    /** Whether anything that could be copied is selected. */
    public static boolean copies(Selection chosen) {
        return !chosen.nodes().isEmpty()
                || !chosen.frames().isEmpty()
                || !chosen.notes().isEmpty();
    }
}
