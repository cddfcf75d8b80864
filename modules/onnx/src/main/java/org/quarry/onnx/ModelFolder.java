package org.quarry.onnx;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.ModelException;

/**
 * A folder in the layout of Diffusers and Optimum: {@code model_index.json}, and a folder for each component. A model that
 * came as one file has a folder too, with the settings that were found out; its weights stay where they are.
 *
 * @param name what users call the model
 * @param path where it is, absolute
 * @param checkpoints the file with all its weights, or none for a folder that has them itself
 */
record ModelFolder(String name, Path path, List<Path> checkpoints) {
    static final String INDEX = "model_index.json";
    static final String NETWORK = "model.onnx";

    /** What the file of weights is called within the folder. */
    static final String CHECKPOINT = "checkpoint.safetensors";

    ModelFolder {
        checkpoints = List.copyOf(checkpoints);
    }

    ModelFolder(String name, Path path) {
        this(name, path, List.of());
    }

    /** Whether it lacks what makes a model of its networks: it can be a part of another one only. */
    boolean part() {
        return !Files.isRegularFile(path.resolve(INDEX));
    }

    /** What users put there: the folder or the file. */
    Path origin() {
        return checkpoints.isEmpty() ? path : checkpoints.get(0);
    }

    /** The path of a file within the folder. @throws ModelException if it would lie outside */
    Path file(String relative) {
        if (relative.equals(CHECKPOINT) && !checkpoints.isEmpty()) {
            return checkpoints.get(0);
        }
        return ModelFolders.below(path, relative)
                .orElseThrow(() ->
                        new ModelException("model '" + name + "': '" + relative + "' is not a file within " + path));
    }

    Path network(String component) {
        return file(component + "/" + NETWORK);
    }

    /** Where the settings of a component stand. */
    static String configFile(String component) {
        if (component.startsWith("scheduler")) {
            return component + "/scheduler_config.json";
        } else if (component.startsWith("tokenizer")) {
            return component + "/tokenizer_config.json";
        } else if (component.equals("feature_extractor")) {
            return component + "/preprocessor_config.json";
        }
        return component + "/config.json";
    }

    /**
     * The settings of a component; empty if there are none. Both halves of an autoencoder may share theirs.
     *
     * @throws ModelException if the file is broken
     */
    Map<String, Object> config(String component) {
        String own = configFile(component);
        boolean shared = component.startsWith("vae_") && !Files.isRegularFile(file(own));
        String file = shared ? configFile("vae") : own;
        return Files.isRegularFile(file(file)) ? json(file) : Map.of();
    }

    /** A JSON object as plain Java. @throws ModelException if it is missing or not a JSON object */
    Map<String, Object> json(String relative) {
        Path file = file(relative);
        try {
            Json root = JsonReader.readValue(file, JsonLimits.DEFAULT);
            if (!(root instanceof Json.Members object)) {
                throw new ModelException(
                        "model '" + name + "': " + file + " holds " + root.kind() + ", an object was wanted");
            }
            return plain(object);
        } catch (JsonException e) {
            throw new ModelException("model '" + name + "': " + file + ", " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(Json.Members object) {
        return (Map<String, Object>) object.toJava();
    }

    /** A text file. @throws ModelException if it is missing or not UTF-8 */
    String text(String relative) {
        Path file = file(relative);
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ModelException("model '" + name + "': " + file + " is not a text in UTF-8; download it again", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private ModelException unreadable(Path file, IOException e) {
        String reason = e instanceof NoSuchFileException
                ? " is missing; copy or download it again"
                : " cannot be read: " + e.getMessage();
        return new ModelException("model '" + name + "': " + file + reason, e);
    }
}
