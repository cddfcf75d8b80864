package org.quarry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quarry.engine.Setup;
import org.quarry.node.model.Models;
import org.quarry.workflow.NodeCatalog;

/** Finds what the command line works with: nodes, and models as the options say. */
final class Discovery {
    private Discovery() {}

    /** The nodes on the class path. */
    static NodeCatalog nodes() {
        return NodeCatalog.discover(Setup.standard().loaders());
    }

    /** What an engine is opened with. */
    static Setup setup(ModelOptions options) {
        Setup standard = Setup.standard();
        List<Path> folders = new ArrayList<>(options.folders());
        folders.addAll(standard.models().folders());
        Models.Options models = new Models.Options(
                folders,
                standard.models().cache(),
                options.device(),
                options.threads(),
                standard.models().memory());
        return new Setup(standard.loaders(), models, standard.engine());
    }

    /** The models alone, without an engine. */
    static Models models(ModelOptions options) {
        return setup(options).openModels();
    }
}
