package org.quarry.node.processor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;
import org.quarry.node.NodeInfo;

/**
 * Checks all {@link NodeInfo nodes} of a module while it is compiled and writes {@code META-INF/quarry/nodes.json},
 * from which they are known without loading their classes.
 *
 * <p>Options: {@code -Aquarry.module=name version} names the module in the index. {@code -Aquarry.descriptors=folder}
 * holds {@code nodes.json}, the copy under version control: a node that breaks what it promises fails the build, and
 * anything else that changed is written to it.
 */
@SupportedAnnotationTypes("*") // also called when the last node of a module is deleted
@SupportedOptions({NodeProcessor.MODULE, NodeProcessor.DESCRIPTORS})
public final class NodeProcessor extends AbstractProcessor {
    static final String MODULE = "quarry.module";
    static final String DESCRIPTORS = "quarry.descriptors";

    private final Map<String, Map<String, Object>> read = new TreeMap<>();
    private final Map<String, TypeElement> elements = new TreeMap<>();
    private @Nullable Problems problems;
    private @Nullable Index index;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        problems = new Problems(environment.getMessager());
        try {
            index = new Index(environment.getFiler());
        } catch (IOException e) {
            problems.add(Index.FILE + " of the last compilation cannot be read, " + e.getMessage() + "; build cleanly");
        }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (problems != null && index != null) {
            nodes(round, problems, index);
            if (round.processingOver() && !round.errorRaised() && problems.count() == 0) {
                finish(problems, index);
            }
        }
        return false;
    }

    private void nodes(RoundEnvironment round, Problems problems, Index index) {
        NodeReader reader =
                new NodeReader(processingEnv.getTypeUtils(), processingEnv.getElementUtils(), problems, index::doc);
        for (TypeElement node : ElementFilter.typesIn(round.getElementsAnnotatedWith(NodeInfo.class))) {
            String name = processingEnv.getElementUtils().getBinaryName(node).toString();
            reader.read(node).ifPresent(entry -> {
                read.put(name, entry);
                elements.put(name, node);
            });
        }
    }

    private void finish(Problems problems, Index index) {
        boolean nothing = read.isEmpty() && index.last().isEmpty();
        Map<String, Map<String, Object>> byId = byId(index, problems);
        Optional<Path> folder =
                Optional.ofNullable(processingEnv.getOptions().get(DESCRIPTORS)).map(Path::of);
        if (nothing || problems.count() > 0) {
            return;
        }
        try {
            if (folder.isPresent()) {
                compare(new Committed(folder.get().resolve("nodes.json")), byId, problems);
            }
            if (problems.count() == 0) {
                index.write(module(), byId.values(), elements.values().toArray(Element[]::new));
            }
        } catch (IOException e) {
            problems.add("the index of nodes cannot be kept: " + e.getMessage());
        }
    }

    private void compare(Committed committed, Map<String, Map<String, Object>> byId, Problems problems)
            throws IOException {
        read.forEach((name, entry) -> committed.check(entry, element(name), byId.keySet(), problems));
        if (problems.count() == 0) {
            committed.update(byId.values());
        }
    }

    /** All nodes of the module: those compiled now, and of the others those that are still there. */
    private Map<String, Map<String, Object>> byId(Index index, Problems problems) {
        Map<String, Map<String, Object>> byId = new TreeMap<>();
        index.last().forEach((name, entry) -> {
            TypeElement other = processingEnv.getElementUtils().getTypeElement(name.replace('$', '.'));
            if (!read.containsKey(name) && other != null && other.getAnnotation(NodeInfo.class) != null) {
                byId.put(Entries.text(entry, "id"), entry);
            }
        });
        read.forEach((name, entry) -> {
            String id = Entries.text(entry, "id");
            Map<String, Object> other = byId.put(id, entry);
            if (other != null) {
                problems.add(
                        element(name),
                        "id '" + id + "' is that of " + Entries.text(other, "class") + " too; give each node its own");
            }
        });
        return byId;
    }

    private TypeElement element(String name) {
        TypeElement element = elements.get(name);
        if (element == null) {
            throw new IllegalStateException(name + " was read without its element");
        }
        return element;
    }

    /** {@code org.quarry.nodes-vae 0.1.0-SNAPSHOT} as the platform calls it: {@code org.quarry.nodes.vae 0.1.0}. */
    private String module() {
        String[] words = processingEnv
                .getOptions()
                .getOrDefault(MODULE, "unnamed")
                .strip()
                .split(" ", 2);
        String name = words[0].replace('-', '.');
        return words.length == 1 ? name : name + " " + words[1].strip().replace("-SNAPSHOT", "");
    }
}
