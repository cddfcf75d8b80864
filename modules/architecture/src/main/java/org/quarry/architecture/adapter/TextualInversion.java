package org.quarry.architecture.adapter;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Numbers;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;

/**
 * A file of textual inversion (Gal et al. 2022): vectors that stand for a word.
 *
 * @param file where they are
 * @param word the name that the file itself gives; empty if it gives none
 * @param tensors by the encoder that they are for: {@code clip_l}, {@code clip_g} or {@code t5xxl}; one for the model's only encoder has
 *     an empty name
 */
public record TextualInversion(Safetensors file, String word, Map<String, StoredTensor> tensors) {
    private static final List<String> ENCODERS = List.of("clip_l", "clip_g", "t5xxl");
    private static final String NAMELESS = "emb_params";

    /** Copies the map. */
    public TextualInversion {
        tensors = Map.copyOf(tensors);
    }

    /**
     * Reads the header of a file.
     *
     * @throws CheckpointException if it is broken or holds something else
     */
    public static TextualInversion read(Path path) {
        Safetensors file = Safetensors.read(path);
        Map<String, StoredTensor> tensors = file.tensors();
        Map<String, StoredTensor> known = new LinkedHashMap<>(tensors);
        known.keySet().retainAll(ENCODERS);
        if (!known.isEmpty()) {
            return checked(new TextualInversion(file, "", known));
        } else if (tensors.containsKey(NAMELESS)) {
            return checked(new TextualInversion(file, "", Map.of("", tensors.get(NAMELESS))));
        } else if (tensors.size() == 1) {
            String word = tensors.keySet().iterator().next();
            return checked(new TextualInversion(file, word, Map.of("", tensors.get(word))));
        }
        throw new CheckpointException(file.file() + " is no file of textual inversion: it has " + tensors.size()
                + " tensors, wanted are one, named by its word or '" + NAMELESS + "', or those of " + ENCODERS);
    }

    private static TextualInversion checked(TextualInversion read) {
        for (StoredTensor tensor : read.tensors.values()) {
            int axes = tensor.axes().size();
            if (axes < 1 || axes > 2 || tensor.elements() == 0) {
                throw new CheckpointException(tensor.file() + ": '" + tensor.name() + "' is " + tensor.shape()
                        + ", a vector or some rows of them were wanted; it is no file of textual inversion");
            }
        }
        return read;
    }

    /** The numbers of a tensor, row by row. @throws CheckpointException if they cannot be read */
    public float[] numbers(StoredTensor tensor) {
        Collection<float[]> numbers = Numbers.read(file, List.of(tensor)).values();
        return numbers.iterator().next();
    }

    /** How many numbers each of a tensor's vectors has. */
    public static int width(StoredTensor tensor) {
        return Math.toIntExact(tensor.axes().get(tensor.axes().size() - 1));
    }
}
