package org.quarry.node.processor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;
import org.quarry.node.NodeInfo;
import org.quarry.node.extension.Extension;

/**
 * Checks all {@link NodeInfo nodes} and {@link Extension extensions} of a module while it is compiled and writes {@code
 * META-INF/quarry/nodes.json}, from which they are known without loading their classes.
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

    private @Nullable Declarations nodes;
    private @Nullable Declarations extensions;
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
        nodes = new Declarations(NodeInfo.class, environment.getElementUtils());
        extensions = new Declarations(Extension.class, environment.getElementUtils());
        try {
            index = new Index(environment.getFiler());
        } catch (IOException e) {
            problems.add(Index.FILE + " of the last compilation cannot be read, " + e.getMessage() + "; build cleanly");
        }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (problems != null && index != null && nodes != null && extensions != null) {
            Module module = new Module(nodes, extensions, index, problems);
            read(round, module);
            if (round.processingOver() && !round.errorRaised() && problems.count() == 0) {
                finish(module);
            }
        }
        return false;
    }

    /** What one compilation works with. */
    private record Module(Declarations nodes, Declarations extensions, Index index, Problems problems) {
        boolean empty() {
            return nodes.isEmpty()
                    && extensions.isEmpty()
                    && index.nodes().isEmpty()
                    && index.extensions().isEmpty();
        }

        /** The classes that the index is made of. */
        Element[] origins() {
            return Stream.concat(nodes.places().stream(), extensions.places().stream())
                    .toArray(Element[]::new);
        }
    }

    private void read(RoundEnvironment round, Module module) {
        Types types = processingEnv.getTypeUtils();
        Elements elements = processingEnv.getElementUtils();
        NodeReader nodeReader = new NodeReader(types, elements, module.problems(), module.index()::doc);
        for (TypeElement node : ElementFilter.typesIn(round.getElementsAnnotatedWith(NodeInfo.class))) {
            nodeReader.read(node).ifPresent(entry -> module.nodes().add(node, entry));
        }
        ExtensionReader extensionReader = new ExtensionReader(types, elements, module.problems());
        for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Extension.class))) {
            extensionReader.read(type).ifPresent(entry -> module.extensions().add(type, entry));
        }
    }

    private void finish(Module module) {
        Problems problems = module.problems();
        Map<String, Map<String, Object>> nodesById =
                module.nodes().byId(module.index().nodes(), problems);
        Map<String, Map<String, Object>> extensionsById =
                module.extensions().byId(module.index().extensions(), problems);
        Optional<Path> folder =
                Optional.ofNullable(processingEnv.getOptions().get(DESCRIPTORS)).map(Path::of);
        if (module.empty() || problems.count() > 0) {
            return;
        }
        try {
            if (folder.isPresent()) {
                compare(new Committed(folder.get().resolve("nodes.json")), nodesById, module);
            }
            if (problems.count() == 0) {
                module.index().write(module(), nodesById.values(), extensionsById.values(), module.origins());
            }
        } catch (IOException e) {
            problems.add("the index of nodes cannot be kept: " + e.getMessage());
        }
    }

    private static void compare(Committed committed, Map<String, Map<String, Object>> byId, Module module)
            throws IOException {
        module.nodes().forEach((entry, place) -> committed.check(entry, place, byId.keySet(), module.problems()));
        if (module.problems().count() == 0) {
            committed.update(byId.values());
        }
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
