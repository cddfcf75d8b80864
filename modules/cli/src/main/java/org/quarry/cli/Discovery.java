package org.quarry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quarry.engine.Folders;
import org.quarry.engine.Setup;
import org.quarry.extension.LoadedModules;
import org.quarry.extension.ModuleFolder;
import org.quarry.node.model.Models;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeSources;

/** Finds what the command line works with: nodes, and models as the options say. */
final class Discovery {
    private Discovery() {}

    /** The nodes on the class path, and those of installed modules. */
    static NodeCatalog nodes() {
        return NodeCatalog.discover(standard().nodes());
    }

    /** The installed modules. */
    static ModuleFolder modules() {
        return new ModuleFolder(Folders.here().modules());
    }

    private static Setup standard() {
        Setup standard = Setup.standard();
        return standard.withNodes(standard.nodes().and(installed()));
    }

    /** Where the nodes of installed modules come from. */
    static NodeSources installed() {
        return new LoadedModules(modules(), Setup.standard().loaders().get(0)).sources();
    }

    /** What an engine is opened with. */
    static Setup setup(ModelOptions options) {
        Setup standard = standard();
        List<Path> folders = new ArrayList<>(options.folders());
        folders.addAll(standard.models().folders());
        Models.Options models = new Models.Options(
                folders,
                standard.models().cache(),
                options.device(),
                options.threads(),
                standard.models().memory());
        return new Setup(standard.nodes(), models, standard.engine());
    }

    /** The models alone, without an engine. */
    static Models models(ModelOptions options) {
        return setup(options).openModels();
    }
}
