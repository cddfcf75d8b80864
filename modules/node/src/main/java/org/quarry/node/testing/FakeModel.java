package org.quarry.node.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;

/** A model without files: networks, settings and texts as a test gives them. */
public final class FakeModel implements Model {
    private final String name;
    private final String family;
    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> configs = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, LearnedWord> words = new TreeMap<>();

    private FakeModel(String name, String family) {
        this.name = name;
        this.family = family;
    }

    /** An empty model. @param family as in {@link ModelDescription#family} */
    public static FakeModel named(String name, String family) {
        return new FakeModel(name, family);
    }

    /** Adds a network. @param component as in {@code unet} */
    public FakeModel network(String component, Network network) {
        networks.put(component, network);
        return this;
    }

    /** Sets a component's settings, in the value types of {@link Model#config}. */
    public FakeModel config(String component, Map<String, Object> settings) {
        configs.put(component, Map.copyOf(settings));
        return this;
    }

    /** Adds a text file. @param file path within the folder */
    public FakeModel text(String file, String text) {
        texts.put(file, text);
        return this;
    }

    /** Adds a JSON object. @param file path within the folder */
    public FakeModel json(String file, Map<String, Object> object) {
        objects.put(file, Map.copyOf(object));
        return this;
    }

    /** Adds a learned word. */
    public FakeModel word(LearnedWord word) {
        words.put(word.name(), word);
        return this;
    }

    /** Sets one of {@link ModelDescription#sizes}, as in {@code channels}. */
    public FakeModel size(String fact, int size) {
        sizes.put(fact, size);
        return this;
    }

    @Override
    public ModelDescription description() {
        List<String> components = List.copyOf(networks.keySet());
        return new ModelDescription(name, family, Path.of(name), components, List.of(), "float32", 0, sizes);
    }

    @Override
    public String fingerprint() {
        return "fake:" + name;
    }

    @Override
    public Network network(String component) {
        return found(networks, "component", component);
    }

    @Override
    public List<String> learnedWords() {
        return List.copyOf(words.keySet());
    }

    @Override
    public Optional<LearnedWord> learnedWord(String word) {
        return Optional.ofNullable(words.get(word));
    }

    @Override
    public Map<String, Object> config(String component) {
        return configs.getOrDefault(component, Map.of());
    }

    @Override
    public boolean has(String file) {
        return texts.containsKey(file) || objects.containsKey(file);
    }

    @Override
    public String text(String file) {
        return found(texts, "text file", file);
    }

    @Override
    public Map<String, Object> json(String file) {
        return found(objects, "JSON file", file);
    }

    private <T> T found(Map<String, T> all, String what, String key) {
        return Optional.ofNullable(all.get(key))
                .orElseThrow(() -> new ModelException(
                        "model " + name + " has no " + what + " '" + key + "'; it has " + all.keySet()));
    }
}
