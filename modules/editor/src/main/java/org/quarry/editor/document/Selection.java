package org.quarry.editor.document;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quarry.workflow.Workflow;

/**
 * What is selected in a document.
 *
 * @param nodes by name
 * @param links wires
 * @param frames by their place in the layout's list
 * @param notes by their place in the layout's list
 */
public record Selection(Set<String> nodes, Set<Link> links, Set<Integer> frames, Set<Integer> notes) {
    /** Nothing. */
    public static final Selection NONE = new Selection(Set.of(), Set.of(), Set.of(), Set.of());

    /** Copies the sets, keeping their order. */
    public Selection {
        nodes = Set.copyOf(new LinkedHashSet<>(nodes));
        links = Set.copyOf(new LinkedHashSet<>(links));
        frames = Set.copyOf(frames);
        notes = Set.copyOf(notes);
    }

    /** These nodes. */
    public static Selection ofNodes(Set<String> nodes) {
        return new Selection(nodes, Set.of(), Set.of(), Set.of());
    }

    /** All that a workflow holds. */
    public static Selection all(Workflow workflow) {
        return new Selection(
                workflow.nodes().keySet(),
                Set.copyOf(Link.of(workflow)),
                indexes(workflow.layout().frames().size()),
                indexes(workflow.layout().notes().size()));
    }

    /** Whether nothing is selected. */
    public boolean empty() {
        return nodes.isEmpty() && links.isEmpty() && frames.isEmpty() && notes.isEmpty();
    }

    /** What is left of it in a workflow. */
    Selection within(Workflow workflow) {
        Set<Link> there = links.isEmpty() ? Set.of() : Set.copyOf(Link.of(workflow));
        return new Selection(
                nodes.stream().filter(workflow.nodes()::containsKey).collect(Collectors.toSet()),
                links.stream().filter(there::contains).collect(Collectors.toSet()),
                below(frames, workflow.layout().frames().size()),
                below(notes, workflow.layout().notes().size()));
    }

    private static Set<Integer> below(Set<Integer> indexes, int size) {
        return indexes.stream().filter(index -> index < size).collect(Collectors.toSet());
    }

    private static Set<Integer> indexes(int size) {
        return IntStream.range(0, size).boxed().collect(Collectors.toSet());
    }
}
