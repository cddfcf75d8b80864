package org.quarry.node.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The models at hand, and the device that computes them. Closing it frees all networks. Safe for use by many threads.
 */
public interface Models extends AutoCloseable {
    /** All models found, by name. */
    List<ModelDescription> list();

    /** The model of a name, if there is one. Reads settings, loads nothing. */
    Optional<ModelDescription> describe(String name);

    /**
     * Opens a model.
     *
     * @throws ModelException if there is none of that name; the message names those there are
     */
    Model open(String name);

    /** What computes the networks, and why: the choice made for {@link Options#device}. */
    Provider provider();

    /** All the ways of computing that the runtime knows, usable or not. May take seconds: each one is tried. */
    List<Provider> providers();

    @Override
    void close();

    /** Opens models; found by {@link java.util.ServiceLoader}, so that nobody names the runtime. */
    interface Factory {
        /** Models under the given options. Cheap: folders are read when asked for. */
        Models open(Options options);
    }

    /**
     * Where models are and how they run.
     *
     * @param folders searched in order for folders with a {@code model_index.json}; those that do not exist are passed
     * over
     * @param cache where the runtime may keep files of its own between runs
     * @param device {@code auto}, {@code cpu}, {@code cuda}, {@code tensorrt}, {@code directml} or {@code coreml}
     * @param threads for one network on a CPU; 0 takes one for each physical core
     * @param memory bytes of loaded networks to keep; the least recently used go first
     * @param families that modules bring, besides those that the runtime knows
     */
    record Options(List<Path> folders, Path cache, String device, int threads, long memory, Families families) {
        /** Copies the list. */
        public Options {
            folders = List.copyOf(folders);
        }

        /** Without families of modules. */
        public Options(List<Path> folders, Path cache, String device, int threads, long memory) {
            this(folders, cache, device, threads, memory, Families.NONE);
        }

        /** The same with models from these folders and no others. */
        public Options withFolders(List<Path> others) {
            return new Options(others, cache, device, threads, memory, families);
        }

        /** The same on another device. */
        public Options withDevice(String other) {
            return new Options(folders, cache, other, threads, memory, families);
        }

        /** The same with these families and no others. */
        public Options withFamilies(Families others) {
            return new Options(folders, cache, device, threads, memory, others);
        }
    }

    /** The families of models that modules bring. */
    @FunctionalInterface
    interface Families {
        /** None. */
        Families NONE = files -> Optional.empty();

        /** The family of a model that the runtime itself has none for. Nothing of it is loaded then. */
        Optional<Family> of(ModelFiles model);
    }

    /**
     * A family of models.
     *
     * @param id as in {@link ModelDescription#family}
     * @param conditioning as in {@link Model#conditioning}
     */
    record Family(String id, List<ConditioningSource> conditioning) {
        /** Copies the list. */
        public Family {
            conditioning = List.copyOf(conditioning);
        }
    }

    /**
     * A way of computing networks.
     *
     * @param name as in {@link Options#device}
     * @param usable whether it works here
     * @param reason why it was chosen, or why it is not usable and what to do
     */
    record Provider(String name, boolean usable, String reason) {}
}
