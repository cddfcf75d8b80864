package org.quarry.architecture.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors of one network, by the names that Diffusers and Transformers give them, whatever they are called in their files.
 *
 * @param what the network, for messages, as in {@code sd15/unet}
 * @param tensors by name
 * @param changes what other files change of its layers, by the layers' names
 */
public record Weights(String what, Map<String, StoredTensor> tensors, Map<String, List<LowRank>> changes) {
    /** Copies the maps. */
    public Weights {
        tensors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        changes = Map.copyOf(changes);
    }

    /** As they are in their files. */
    public Weights(String what, Map<String, StoredTensor> tensors) {
        this(what, tensors, Map.of());
    }

    /** The same with these changes and no others. */
    public Weights changed(Map<String, List<LowRank>> others) {
        return new Weights(what, tensors, others);
    }

    /** The tensor of a name, if there is one. */
    public Optional<StoredTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * The tensor of a name.
     *
     * @throws CheckpointException if there is none
     */
    public StoredTensor tensor(String name) {
        return find(name)
                .orElseThrow(() -> new CheckpointException(what + ": the tensor '" + name + "' is missing among its "
                        + tensors.size() + "; the file is of another kind of model, or not whole"));
    }

    /** Those that are in none of the given names. */
    public List<String> without(Set<String> used) {
        return tensors.keySet().stream().filter(name -> !used.contains(name)).toList();
    }

    /** Of all tensors. */
    public long bytes() {
        return tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
    }
}
