package org.quarry.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.quarry.node.extension.ModelFamily;
import org.quarry.node.model.ModelFiles;
import org.quarry.node.model.Models;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.Extensions;

/**
 * The families that modules bring. The modules are asked when the first model needs it, which few do, and again when other
 * modules are at hand.
 */
final class ModuleFamilies implements Models.Families {
    private static final Logger LOG = Logger.getLogger(ModuleFamilies.class.getName());

    private final Supplier<Extensions> modules;
    private @Nullable Answers answers;

    /** What these modules said of the models that they were asked for; of those that are still at hand. */
    private record Answers(Extensions extensions, Map<ModelFiles, Optional<Models.Family>> families) {}

    /** @param modules what they contribute, as it is by now */
    ModuleFamilies(Supplier<Extensions> modules) {
        this.modules = modules;
    }

    @Override
    public Optional<Models.Family> of(ModelFiles model) {
        Answers now = answers();
        List<ExtensionDescriptor> families = now.extensions.of(ModelFamily.class);
        return families.isEmpty()
                ? Optional.empty()
                : now.families.computeIfAbsent(
                        model,
                        files -> families.stream()
                                .flatMap(descriptor -> asked(now.extensions, descriptor, files).stream())
                                .findFirst());
    }

    private synchronized Answers answers() {
        Extensions extensions = modules.get();
        Answers known = answers;
        if (known == null || known.extensions != extensions) {
            known = new Answers(extensions, Collections.synchronizedMap(new WeakHashMap<>()));
            answers = known;
        }
        return known;
    }

    /** What a module throws here is its own mistake; it must not keep other models from being listed. */
    private static Optional<Models.Family> asked(
            Extensions extensions, ExtensionDescriptor descriptor, ModelFiles model) {
        try {
            ModelFamily family = extensions.object(descriptor, ModelFamily.class);
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
}
