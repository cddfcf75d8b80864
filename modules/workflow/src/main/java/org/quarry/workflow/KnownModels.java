package org.quarry.workflow;

import java.util.List;
import java.util.Optional;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;

/** What a check may know of models: names, families and sizes. */
public interface KnownModels {
    /** Nothing is known, so every name is let pass. */
    KnownModels UNKNOWN = new KnownModels() {
        @Override
        public boolean complete() {
            return false;
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public Optional<ModelDescription> describe(String name) {
            return Optional.empty();
        }
    };

    /** Whether a name that is not among {@link #names} is a mistake. */
    default boolean complete() {
        return true;
    }

    /** The names of all models. */
    List<String> names();

    /** The names of files and folders that hold parts of models alone. */
    default List<String> parts() {
        return List.of();
    }

    /** The model, or part of one, of a name, if there is one. */
    Optional<ModelDescription> describe(String name);

    /** The models at hand. */
    static KnownModels of(Models models) {
        return new KnownModels() {
            @Override
            public List<String> names() {
                return models.list().stream().map(ModelDescription::name).toList();
            }

            @Override
            public List<String> parts() {
                return models.parts().stream().map(ModelDescription::name).toList();
            }

            @Override
            public Optional<ModelDescription> describe(String name) {
                return models.describe(name);
            }
        };
    }

    /** These models and no others. */
    static KnownModels of(List<ModelDescription> models) {
        List<ModelDescription> copy = List.copyOf(models);
        return new KnownModels() {
            @Override
            public List<String> names() {
                return copy.stream().map(ModelDescription::name).toList();
            }

            @Override
            public Optional<ModelDescription> describe(String name) {
                return copy.stream().filter(model -> model.name().equals(name)).findFirst();
            }
        };
    }
}
