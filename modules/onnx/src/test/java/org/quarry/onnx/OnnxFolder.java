package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes model folders of networks that show one behaviour each. */
final class OnnxFolder {
    private final Path path;

    /** A model folder without networks. */
    OnnxFolder(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path);
        Files.writeString(path.resolve("model_index.json"), "{\"_class_name\": \"StableDiffusionPipeline\"}");
    }

    OnnxFolder network(String component, OnnxWriter network) throws IOException {
        network.write(path.resolve(component).resolve("model.onnx"));
        return this;
    }

    OnnxFolder file(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    Path path() {
        return path;
    }

    /** A network that gives back its input, of any length. */
    static OnnxWriter identity(int type) {
        return new OnnxWriter().input("x", type, "n").node("Identity", "y", "x").output("y", type, "n");
    }

    /** A network with weights of a given size in floats: the input plus the weights. */
    static OnnxWriter heavy(int floats) {
        return new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, floats)
                .weights("w", OnnxWriter.FLOAT, new byte[4 * floats], floats)
                .node("Add", "y", "x", "w")
                .output("y", OnnxWriter.FLOAT, floats);
    }
}
