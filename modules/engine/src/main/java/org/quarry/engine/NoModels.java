package org.quarry.engine;

import java.util.List;
import java.util.Optional;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;

/** Stands where no runtime of models is on the class path. */
final class NoModels implements Models {
    private static final Provider NONE =
            new Provider("none", false, "no module that runs models is there; add org.quarry:onnx to the class path");

    @Override
    public List<ModelDescription> list() {
        return List.of();
    }

    @Override
    public Optional<ModelDescription> describe(String name) {
        return Optional.empty();
    }

    @Override
    public Model open(String name) {
        throw new ModelException("cannot open model '" + name + "': " + NONE.reason());
    }

    @Override
    public Provider provider() {
        return NONE;
    }

    @Override
    public List<Provider> providers() {
        return List.of(NONE);
    }

    @Override
    public void close() {}
}
