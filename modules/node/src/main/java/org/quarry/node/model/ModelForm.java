package org.quarry.node.model;

/** How a model lies on disk. */
public enum ModelForm {
    /** A Diffusers folder of {@code .safetensors} files. */
    FOLDER("folder of weights"),
    /** One {@code .safetensors} file, as model sites have them. */
    FILE("single file"),
    /** A folder of networks in ONNX's format. */
    ONNX("ONNX folder"),
    /** A file or folder without the network that removes noise: an autoencoder, text encoders. */
    PART("part of a model");

    private final String label;

    ModelForm(String label) {
        this.label = label;
    }

    /** As users read it. */
    public String label() {
        return label;
    }
}
