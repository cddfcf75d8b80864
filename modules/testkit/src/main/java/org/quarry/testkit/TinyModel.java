package org.quarry.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.quarry.engine.Setup;
import org.quarry.node.model.Model;
import org.quarry.node.model.Models;

/**
 * A real model so small that its results can be computed by hand. Its networks run in ONNX Runtime like any other's:
 *
 * <ul>
 *   <li>{@code tokenizer}: one token for each letter from a to z, and another for each at the end of a word; 8 in all.
 *   <li>{@code text_encoder}: the state of a token is its number in parts of a hundred, in all of 4 places.
 *   <li>{@code unet}: the noise is half the sample plus the mean state, for latents of 4 channels.
 *   <li>{@code vae_decoder}: the first three channels are red, green and blue of 8 x 8 pixels each; {@code vae_encoder}
 *       takes their means.
 *   <li>{@code scheduler}: that of Stable Diffusion 1.
 * </ul>
 *
 * <pre>{@code
 * try (TinyModel tiny = TinyModel.in(folder)) {
 *     NodeTester.of(new Sharpen()).calling(new TestCall().offering(tiny.model())).with("model", "tiny").keepsItsContract();
 * }
 * }</pre>
 */
public final class TinyModel implements AutoCloseable {
    /** By which nodes and workflows know it. */
    public static final String NAME = "tiny";

    private static final List<String> FILES = List.of(
            "model_index.json",
            "scheduler/scheduler_config.json",
            "text_encoder/config.json",
            "text_encoder/model.onnx",
            "tokenizer/merges.txt",
            "tokenizer/tokenizer_config.json",
            "tokenizer/vocab.json",
            "unet/config.json",
            "unet/model.onnx",
            "vae_decoder/config.json",
            "vae_decoder/model.onnx",
            "vae_encoder/config.json",
            "vae_encoder/model.onnx");

    private final Models models;

    private TinyModel(Models models) {
        this.models = models;
    }

    /** Writes the model's files and opens it. @param folder where models are: the model becomes a folder in it */
    public static TinyModel in(Path folder) {
        return new TinyModel(setup(folder).openModels());
    }

    /** The setup of an engine that has this model and no other, on the CPU. @param folder as in {@link #in} */
    public static Setup setup(Path folder) {
        try {
            for (String file : FILES) {
                write(file, folder.resolve(NAME).resolve(file));
            }
            return Setup.standard().withModels(List.of(folder)).withDevice("cpu");
        } catch (IOException e) {
            throw new UncheckedIOException("the model '" + NAME + "' cannot be written to " + folder, e);
        }
    }

    private static void write(String file, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        try (InputStream in = TinyModel.class.getResourceAsStream("tiny/" + file)) {
            if (in == null) {
                throw new IOException("tiny/" + file + " is not in the test kit's jar");
            }
            Files.write(to, in.readAllBytes());
        }
    }

    /** The model. */
    public Model model() {
        return models.open(NAME);
    }

    @Override
    public void close() {
        models.close();
    }
}
