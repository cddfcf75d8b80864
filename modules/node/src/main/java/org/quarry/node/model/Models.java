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

    /**
     * The model of a name, if there is one. Reads settings, loads nothing. After the name may stand its hash, as in
     * {@code painter.safetensors@4199bcdd14}, by which it is found where its name is another one.
     */
    Optional<ModelDescription> describe(String name);

    /**
     * Opens a model.
     *
     * @throws ModelException if there is none of that name; the message names those there are
     */
    Model open(String name);

    /**
     * Opens a model with parts of others in place of its own.
     *
     * @throws ModelException if one of them is not there, or parts do not belong together
     */
    default Model open(ModelRequest request) {
        if (request.plain()) {
            return open(request.name());
        }
        throw new ModelException("model '" + request.name() + "' cannot be put together from parts here");
    }

    /** Files and folders that hold parts of models alone, for {@link #open(ModelRequest)}. */
    default List<ModelDescription> parts() {
        return List.of();
    }

    /** The hash of a model, for a single file that of the file; empty if it was not computed since it changed. */
    default Optional<String> knownHash(String name) {
        return Optional.empty();
    }

    /**
     * The hash of a model, for a single file that of the file: {@code sha256:…}. Computed now if it is not known.
     *
     * @throws ModelException if there is no such model, or a file cannot be read
     */
    default String hash(String name) {
        return open(name).fingerprint();
    }

    /**
     * Looks into a file or folder of weights, wherever it lies.
     *
     * @throws ModelException if it is missing, broken or of a kind that is not known
     */
    default Inspection inspect(Path path) {
        throw new ModelException(path + " cannot be looked into: no module that reads models is there");
    }

    /** Stands for what is beside the models and changes what their nodes give, as learned words do, in its state now. */
    default String surroundings() {
        return "";
    }

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
