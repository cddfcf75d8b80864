package org.quarry.engine;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.quarry.node.extension.ModelFamily;
import org.quarry.node.model.ModelFiles;
import org.quarry.node.model.Models;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.Extensions;
import org.quarry.workflow.NodeCatalog;

/** The families that modules bring. The modules are looked through when the first model needs it, which few do. */
final class ModuleFamilies implements Models.Families {
    private static final Logger LOG = Logger.getLogger(ModuleFamilies.class.getName());

    private final List<ClassLoader> loaders;
    private @Nullable Extensions extensions;

    ModuleFamilies(List<ClassLoader> loaders) {
        this.loaders = List.copyOf(loaders);
    }

    @Override
    public Optional<Models.Family> of(ModelFiles model) {
        return extensions().of(ModelFamily.class).stream()
                .flatMap(descriptor -> asked(descriptor, model).stream())
                .findFirst();
    }

    /** What a module throws here is its own mistake; it must not keep other models from being listed. */
    private Optional<Models.Family> asked(ExtensionDescriptor descriptor, ModelFiles model) {
        try {
            ModelFamily family = extensions().object(descriptor, ModelFamily.class);
            return family.recognises(model)
                    ? Optional.of(new Models.Family(descriptor.id(), family.conditioning()))
                    : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "model family '" + descriptor.id() + "' of " + descriptor.module()
                            + " failed when it was asked for a model; update the module");
            return Optional.empty();
        }
    }

    private synchronized Extensions extensions() {
        Extensions known = extensions == null ? NodeCatalog.discover(loaders).extensions() : extensions;
        extensions = known;
        return known;
    }
}
