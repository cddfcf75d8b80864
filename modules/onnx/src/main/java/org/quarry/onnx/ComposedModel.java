package org.quarry.onnx;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Network;

/** A model with parts of others in place of its own. */
final class ComposedModel implements AdaptableModel {
    private static final List<String> LATENTS = List.of("scaling_factor", "shift_factor");

    private final OnnxModel base;
    private final Map<String, Part> parts;
    private final List<String> companions;

    /**
     * @param parts by what they are called here: {@code text_encoder_2}, {@code tokenizer_2}, {@code vae}
     * @param companions the names of the models that they are of
     */
    ComposedModel(OnnxModel base, Map<String, Part> parts, List<String> companions) {
        this.base = base;
        this.parts = Map.copyOf(parts);
        this.companions = List.copyOf(companions);
    }

    /** A part of another model. @param name what it is called there */
    record Part(OnnxModel model, String name) {}

    @Override
    public ModelDescription description() {
        ModelDescription own = base.description();
        TreeSet<String> components = new TreeSet<>(own.components());
        Map<String, Integer> sizes = new TreeMap<>(own.sizes());
        parts.forEach((name, part) -> {
            if (name.equals("vae")) {
                part.model().description().components().stream()
                        .filter(component -> component.startsWith("vae_"))
                        .forEach(components::add);
                part.model().description().sizes().forEach((size, value) -> {
                    if (size.equals("channels") || size.equals("factor")) {
                        sizes.put(size, value);
                    }
                });
            } else if (name.startsWith("text_encoder")) {
                components.add(name);
            }
        });
        List<String> missing = own.missing().stream()
                .filter(file -> !parts.containsKey(WrittenNetworks.part(file.split("/", 2)[0])))
                .toList();
        return new ModelDescription(
                own.name(),
                own.family(),
                own.folder(),
                List.copyOf(components),
                missing,
                own.precision(),
                own.bytes(),
                sizes,
                own.form());
    }

    @Override
    public String fingerprint() {
        String all = new TreeMap<>(parts)
                .entrySet().stream()
                        .map(part -> part.getKey() + " "
                                + part.getValue().model().fingerprint() + " "
                                + part.getValue().name() + "\n")
                        .collect(Collectors.joining("", base.fingerprint() + "\n", ""));
        return Fingerprints.PREFIX + Fingerprints.hash(all.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> companions() {
        return companions;
    }

    @Override
    public Network network(String component) {
        Part part = parts.get(WrittenNetworks.part(component));
        return part == null ? base.network(component) : part.model().network(there(component, part));
    }

    @Override
    public Network network(String component, List<AdapterFile> adapters) {
        Part part = parts.get(WrittenNetworks.part(component));
        return part == null
                ? base.network(component, adapters)
                : part.model().network(there(component, part), adapters);
    }

    @Override
    public Optional<Weights> weights(String component) {
        Part part = parts.get(WrittenNetworks.part(component));
        return part == null ? base.weights(component) : part.model().weights(there(component, part));
    }

    @Override
    public Network controlNet(Path file) {
        return base.controlNet(file);
    }

    @Override
    public List<String> learnedWords() {
        return base.learnedWords();
    }

    @Override
    public Optional<LearnedWord> learnedWord(String name) {
        return base.learnedWord(name, this);
    }

    /** Both halves of an autoencoder are of one part. */
    private static String there(String component, Part part) {
        return component.startsWith("vae_") ? component : part.name();
    }

    @Override
    public Map<String, Object> config(String component) {
        Part part = parts.get(WrittenNetworks.part(component));
        if (part == null) {
            return base.config(component);
        }
        Map<String, Object> settings = new LinkedHashMap<>(part.model().config(there(component, part)));
        if (WrittenNetworks.part(component).equals("vae")) {
            // A file of an autoencoder alone does not say which family's latents it makes.
            Map<String, Object> own = base.config(component);
            LATENTS.stream().filter(own::containsKey).forEach(key -> settings.putIfAbsent(key, own.get(key)));
        }
        return settings;
    }

    @Override
    public List<ConditioningSource> conditioning() {
        return base.conditioning();
    }

    @Override
    public boolean has(String file) {
        Place place = place(file);
        return place.model().has(place.file());
    }

    @Override
    public String text(String file) {
        Place place = place(file);
        return place.model().text(place.file());
    }

    @Override
    public Map<String, Object> json(String file) {
        Place place = place(file);
        return place.model().json(place.file());
    }

    private record Place(Model model, String file) {}

    private Place place(String file) {
        List<String> path = new ArrayList<>(List.of(file.split("/", 2)));
        Part part = parts.get(WrittenNetworks.part(path.get(0)));
        if (part == null || path.size() == 1) {
            return new Place(base, file);
        }
        return new Place(part.model(), there(path.get(0), part) + "/" + path.get(1));
    }
}
