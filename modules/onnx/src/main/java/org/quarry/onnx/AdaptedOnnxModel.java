package org.quarry.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.architecture.adapter.Lora;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Layers;
import org.quarry.node.model.AdaptedModel;
import org.quarry.node.model.Adapter;
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.tensor.Tensor;

/**
 * A model with LoRAs on top. Its networks have the files' halves as branches beside the adapted layers, and their strengths as inputs:
 * another strength is another run of the same session.
 *
 * @param base the model without them
 * @param layers in the order in which they were put on top
 */
record AdaptedOnnxModel(AdaptableModel base, List<Layer> layers) implements Model {
    private static final String TEXT = "text_encoder";

    AdaptedOnnxModel {
        layers = List.copyOf(layers);
    }

    /**
     * One LoRA.
     *
     * @param components that it changes
     */
    record Layer(Adapter adapter, AdapterFile file, List<String> components) {
        Layer {
            components = List.copyOf(components);
        }

        double strength(String component) {
            return component.startsWith(TEXT) ? adapter.textStrength() : adapter.strength();
        }
    }

    /** A LoRA on top of others. @throws ModelException if it is broken, or does not fit the model */
    static AdaptedModel of(AdaptableModel base, List<Layer> below, Adapter adapter) {
        AdapterFile file = AdapterFile.of(adapter.file());
        try {
            Lora lora = Lora.read(file.path());
            Map<String, Weights> weights = weights(base, lora);
            List<String> unmatched = lora.unmatched(weights);
            List<String> components = weights.entrySet().stream()
                    .filter(one ->
                            !lora.changes(one.getKey(), one.getValue(), 0).isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            List<Layer> layers = new ArrayList<>(below);
            layers.add(new Layer(adapter, file, components));
            return new AdaptedModel(new AdaptedOnnxModel(base, layers), unmatched);
        } catch (CheckpointException e) {
            throw new ModelException(Failures.message(e), e);
        }
    }

    /** Of the networks that a LoRA can change. */
    private static Map<String, Weights> weights(AdaptableModel base, Lora lora) {
        Map<String, Weights> weights = new LinkedHashMap<>();
        for (String component : base.description().components()) {
            if (lora.changes(component)) {
                weights.put(
                        component,
                        base.weights(component)
                                .orElseThrow(() -> new ModelException("the " + component
                                        + " of model '" + base.description().name()
                                        + "' is a finished ONNX network, which a LoRA cannot change; put the model's"
                                        + " .safetensors form into the models folder and load that")));
            }
        }
        return weights;
    }

    @Override
    public Network network(String component) {
        List<Layer> own = layers.stream()
                .filter(layer -> layer.components().contains(component))
                .toList();
        if (own.isEmpty()) {
            return base.network(component);
        }
        Network network = base.network(component, own.stream().map(Layer::file).toList());
        Map<String, Tensor> strengths = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            strengths.put(Layers.STRENGTH + i, Tensor.scalar(own.get(i).strength(component)));
        }
        return new StrengthenedNetwork(network, strengths);
    }

    @Override
    public AdaptedModel adapted(Adapter adapter) {
        return of(base, layers, adapter);
    }

    @Override
    public Network controlNet(Path file) {
        return base.controlNet(file);
    }

    @Override
    public ModelDescription description() {
        return base.description();
    }

    @Override
    public String fingerprint() {
        return base.fingerprint();
    }

    @Override
    public List<String> companions() {
        return base.companions();
    }

    @Override
    public List<ConditioningSource> conditioning() {
        return base.conditioning();
    }

    @Override
    public List<String> learnedWords() {
        return base.learnedWords();
    }

    @Override
    public Optional<LearnedWord> learnedWord(String name) {
        return base.learnedWord(name);
    }

    @Override
    public Map<String, Object> config(String component) {
        return base.config(component);
    }

    @Override
    public boolean has(String file) {
        return base.has(file);
    }

    @Override
    public String text(String file) {
        return base.text(file);
    }

    @Override
    public Map<String, Object> json(String file) {
        return base.json(file);
    }
}
