package org.quarry.editor.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.json.JsonException;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PortFinder;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowDocument;
import org.quarry.workflow.json.WorkflowReader;

/** The components that lie in a workflow's folder and in the folders directly within it. */
public final class ComponentChoices {
    private static final int MOST_FILES = 500;
    private static final long LARGEST = 4_000_000;

    private ComponentChoices() {}

    /** What a folder has to offer. Reads every workflow file there, so not for the event thread. */
    public static List<NodeChoice> in(Path folder, NodeCatalog catalog) {
        PortFinder ports = new PortFinder(catalog, new ComponentFiles(folder));
        List<NodeChoice> found = new ArrayList<>();
        for (Path file : files(folder)) {
            choice(folder, file, ports).ifPresent(found::add);
        }
        return found;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .limit(MOST_FILES)
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            // A folder that cannot be listed offers nothing; opening and saving there say what is wrong with it.
            return List.of();
        }
    }

    private static Optional<NodeChoice> choice(Path folder, Path file, PortFinder ports) {
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            WorkflowDocument read = WorkflowReader.read(file);
            return read.workflow().component().map(component -> {
                String written = folder.relativize(file).toString().replace('\\', '/');
                ComponentLink link = new ComponentLink(written, read.hash(), java.util.Map.of());
                NodeChoice bare = new NodeChoice(
                        component.type(),
                        title(read.workflow(), file),
                        NodeChoice.COMPONENTS,
                        component.doc(),
                        List.of(written),
                        new org.quarry.workflow.NodePorts(List.of(), List.of(), true),
                        Optional.of(link));
                PlacedNode instance = bare.placed();
                Workflow alone = Workflow.empty("").with("instance", instance);
                return new NodeChoice(
                        bare.type(),
                        bare.name(),
                        bare.category(),
                        bare.doc(),
                        bare.keywords(),
                        ports.of(alone, "instance"),
                        bare.component());
            });
        } catch (IOException | JsonException e) {
            // Not every JSON file is a workflow; one that is broken is told of when it is opened.
            return Optional.empty();
        }
    }

    private static String title(Workflow workflow, Path file) {
        String name = String.valueOf(file.getFileName());
        return workflow.title().isEmpty() ? name.substring(0, name.length() - ".json".length()) : workflow.title();
    }
}
