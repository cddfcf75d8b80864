package org.quarry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.quarry.json.JsonException;
import org.quarry.node.NodeException;
import org.quarry.workflow.Check;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowReader;

/**
 * Checks what a module promises as a whole, whatever its nodes do:
 *
 * <pre>{@code
 * @Test
 * void the_module_keeps_what_every_module_promises() {
 *     ModuleTester.of(SoftLight.class).keepsItsContract(Path.of("workflows"));
 * }
 * }</pre>
 */
public final class ModuleTester {
    private final NodeCatalog own;
    private final NodeCatalog all;

    private ModuleTester(NodeCatalog own, NodeCatalog all) {
        this.own = own;
        this.all = all;
    }

    /** A tester of the module that a class belongs to. */
    public static ModuleTester of(Class<?> inModule) {
        ClassLoader loader = inModule.getClassLoader();
        URL home = inModule.getProtectionDomain().getCodeSource().getLocation();
        // Its parent is the JDK's, so that only this module's index is seen.
        try (URLClassLoader alone = new URLClassLoader(new URL[] {home}, ClassLoader.getPlatformClassLoader())) {
            return new ModuleTester(NodeCatalog.discover(List.of(alone)), NodeCatalog.discover(List.of(loader)));
        } catch (IOException e) {
            throw new UncheckedIOException(home + " cannot be closed", e);
        }
    }

    /**
     * Checks that the module has an index that can be read; that the class of each node can be loaded and is as the index
     * says; that each node stands in a workflow of the folder, which serves as its example; and that these workflows have no
     * errors.
     *
     * @param workflows folder of the module's examples
     * @throws AssertionError that names each broken promise
     */
    public void keepsItsContract(Path workflows) {
        List<String> broken = new ArrayList<>(own.problems());
        if (own.all().isEmpty() && broken.isEmpty()) {
            broken.add("it has no " + NodeCatalog.INDEX
                    + " with nodes; is the annotation processor on the compiler's path?");
        }
        own.all().forEach(node -> load(node, broken));
        Set<String> shown = new TreeSet<>();
        workflows(workflows).forEach((file, workflow) -> {
            workflow.nodes().values().forEach(node -> shown.add(node.type().id()));
            problems(file, workflow).forEach(problem -> broken.add(file.getFileName() + ": " + problem.message()));
        });
        own.all().stream()
                .filter(node -> !shown.contains(node.type().id()))
                .forEach(node -> broken.add(
                        "node '" + node.type().id() + "' stands in no workflow in " + workflows + "; add an example"));
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("; ", broken));
        }
    }

    private void load(NodeDescriptor node, List<String> broken) {
        try {
            all.function(node);
        } catch (NodeException e) {
            broken.add(String.valueOf(e.getMessage()));
        }
    }

    private Stream<Problem> problems(Path file, Workflow workflow) {
        ComponentFiles components = new ComponentFiles(file.toAbsolutePath().resolveSibling(""));
        // Which models the user has is not the module's concern.
        return new Check(all, KnownModels.UNKNOWN, components)
                .check(workflow).problems().stream().filter(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    private static Map<Path, Workflow> workflows(Path folder) {
        Map<Path, Workflow> workflows = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                workflows.put(file, WorkflowReader.read(file).workflow());
            }
            return workflows;
        } catch (JsonException e) {
            throw new AssertionError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }
}
