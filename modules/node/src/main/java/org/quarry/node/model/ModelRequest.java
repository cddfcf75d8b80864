package org.quarry.node.model;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which model to open, with parts of others in place of its own.
 *
 * @param name of the model
 * @param textEncoders names of models or files whose text encoders and tokenizers are taken; none keeps the model's own
 * @param vae name of the model or file whose autoencoder is taken; empty keeps the model's own
 * @param precision what its networks compute in, where these are written from weights
 */
public record ModelRequest(String name, List<String> textEncoders, String vae, Precision precision) {
    /** Copies the list. */
    public ModelRequest {
        textEncoders = List.copyOf(textEncoders);
    }

    /** What a network computes in. Networks that come in ONNX's format compute in what they were exported in. */
    public enum Precision {
        /** 16 bits where most weights have no more and the device gains from it, else 32. */
        AUTO,
        /** 32 bits. */
        FP32,
        /** 16 bits. */
        FP16
    }

    /** The names in a text, with commas between them. */
    public static List<String> namesIn(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** A model as it is. */
    public static ModelRequest of(String name) {
        return new ModelRequest(name, List.of(), "", Precision.AUTO);
    }

    /** Whether the model is wanted as it is. */
    public boolean plain() {
        return equals(of(name));
    }

    /** The names of all models and files that it takes parts of, the model first. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(name));
        names.addAll(textEncoders);
        if (!vae.isEmpty()) {
            names.add(vae);
        }
        return List.copyOf(names);
    }
}
