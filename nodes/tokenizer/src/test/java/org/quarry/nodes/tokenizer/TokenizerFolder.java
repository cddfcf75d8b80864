package org.quarry.nodes.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;

/** A model that is no more than a folder with a tokenizer in it. */
record TokenizerFolder(Path folder, Map<String, Integer> sizes) implements Model {
    TokenizerFolder(Path folder) {
        this(folder, Map.of());
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription("test", "sd15", folder, List.of(), List.of(), "float32", 0, sizes);
    }

    @Override
    public String fingerprint() {
        return "sha256:";
    }

    @Override
    public Network network(String component) {
        throw new ModelException("there is no network in " + folder);
    }

    @Override
    public Map<String, Object> config(String component) {
        String file = component + "/tokenizer_config.json";
        return has(file) ? json(file) : Map.of();
    }

    @Override
    public String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> json(String file) {
        try {
            return (Map<String, Object>) JsonReader.read(folder.resolve(file), JsonLimits.DEFAULT)
                    .root()
                    .toJava();
        } catch (JsonException | IOException e) {
            throw new ModelException("cannot read " + file, e);
        }
    }
}
