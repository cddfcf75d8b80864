package org.quarry.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quarry.node.model.Models;
import org.quarry.workflow.Extensions;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeSources;

/**
 * What an engine is opened with when nodes and the runtime of models are to be found on the class path.
 *
 * @param nodes where nodes come from
 * @param models where models are and how they run
 * @param engine how much memory results may take, and how many nodes run at once
 */
public record Setup(NodeSources nodes, Models.Options models, Engine.Options engine) {
    /** 3 GB of networks fit beside a desktop on most machines. */
    private static final long NETWORK_BYTES = 3L << 30;

    /** The class path, this user's model folders, and the device that suits best. */
    public static Setup standard() {
        Folders folders = Folders.here();
        return new Setup(
                NodeSources.of(List.of(contextLoader())),
                new Models.Options(folders.models(), folders.cache(), "auto", 0, NETWORK_BYTES),
                Engine.Options.of(folders.cache()));
    }

    private static ClassLoader contextLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Setup.class.getClassLoader() : context;
    }

    /** The same with models from these folders and no others. */
    public Setup withModels(List<Path> folders) {
        return new Setup(nodes, models.withFolders(folders), engine);
    }

    /** The same on another device. @param device as in {@link Models.Options#device} */
    public Setup withDevice(String device) {
        return new Setup(nodes, models.withDevice(device), engine);
    }

    /** The same with nodes from these class loaders and no others. */
    public Setup withLoaders(List<ClassLoader> others) {
        return withNodes(NodeSources.of(others));
    }

    /** The same with nodes from elsewhere. */
    public Setup withNodes(NodeSources others) {
        return new Setup(others, models, engine);
    }

    /** The class loaders that see the nodes' modules, searched in order. */
    public List<ClassLoader> loaders() {
        return nodes.loaders();
    }

    /**
     * An engine that is set up so; to be closed. Without a runtime of models on the class path it has none. The property
     * {@code quarry.cache} tells nodes with native libraries of their own where to unpack them.
     */
    public Engine open() {
        System.setProperty("quarry.cache", models.cache().toString());
        NodeCatalog catalog = NodeCatalog.discover(nodes);
        return new Engine(catalog, openModels(catalog::extensions), engine);
    }

    /** The models alone, for those who run nothing; to be closed. Without a runtime on the class path there are none. */
    public Models openModels() {
        return openModels(new Found(nodes));
    }

    /**
     * The same for those who have a catalog, or one after the other.
     *
     * @param modules what they contribute by now: asked again whenever a model's family is wanted
     */
    public Models openModels(Supplier<Extensions> modules) {
        for (ClassLoader loader : loaders()) {
            for (Models.Factory factory : ServiceLoader.load(Models.Factory.class, loader)) {
                return factory.open(models.withFamilies(new ModuleFamilies(modules)));
            }
        }
        return new NoModels();
    }

    /** The modules are looked through when somebody asks, once. */
    private static final class Found implements Supplier<Extensions> {
        private final NodeSources nodes;
        private @Nullable Extensions found;

        Found(NodeSources nodes) {
            this.nodes = nodes;
        }

        @Override
        public synchronized Extensions get() {
            Extensions known = found == null ? NodeCatalog.discover(nodes).extensions() : found;
            found = known;
            return known;
        }
    }
}
