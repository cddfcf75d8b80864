package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelForm;

/** Describes a model folder by its settings and the heads of its networks; what is broken is listed, not thrown. */
final class Describer {
    private static final Set<String> NETWORKS = Set.of(
            "text_encoder",
            "text_encoder_2",
            "text_encoder_3",
            "unet",
            "transformer",
            "vae_encoder",
            "vae_decoder",
            "controlnet",
            "t5");

    private final ModelFolder folder;
    private final FolderState state;
    private final WrittenNetworks written;
    private final List<String> missing = new ArrayList<>();
    private final Map<String, OnnxFile> networks = new TreeMap<>();

    Describer(ModelFolder folder, FolderState state) {
        this.folder = folder;
        this.state = state;
        this.written = new WrittenNetworks(folder);
    }

    ModelDescription describe() {
        Map<String, Object> index = folder.part() ? Map.of() : json(ModelFolder.INDEX);
        state.networks().forEach(this::readNetwork);
        NETWORKS.stream().filter(component -> !networks.containsKey(component)).forEach(this::readWeights);
        index.forEach(this::checkComponent);
        Map<String, Map<String, Object>> configs = new LinkedHashMap<>();
        for (String component : List.of("unet", "transformer", "text_encoder", "vae_decoder", "tokenizer")) {
            configs.put(component, config(component));
        }
        Sizes sizes = new Sizes(configs, networks);
        return new ModelDescription(
                folder.name(),
                sizes.family(String.valueOf(index.getOrDefault("_class_name", ""))),
                folder.origin(),
                List.copyOf(networks.keySet()),
                missing,
                precision(),
                state.bytes(),
                sizes.all(),
                form());
    }

    private ModelForm form() {
        if (folder.part()) {
            return ModelForm.PART;
        } else if (!folder.checkpoints().isEmpty()) {
            return ModelForm.FILE;
        }
        return state.networks().isEmpty() ? ModelForm.FOLDER : ModelForm.ONNX;
    }

    private Map<String, Object> json(String file) {
        try {
            return folder.json(file);
        } catch (ModelException e) {
            missing.add(Failures.message(e));
            return Map.of();
        }
    }

    private Map<String, Object> config(String component) {
        try {
            return folder.config(component);
        } catch (ModelException e) {
            missing.add(Failures.message(e));
            return Map.of();
        }
    }

    private void readNetwork(String component) {
        Path file = folder.network(component);
        try {
            OnnxFile network = OnnxFile.read(file);
            networks.put(component, network);
            for (Map.Entry<String, Long> weights : network.external().entrySet()) {
                checkWeights(
                        component + "/" + weights.getKey(), file.resolveSibling(weights.getKey()), weights.getValue());
            }
        } catch (IOException e) {
            missing.add(Failures.message(e));
        }
    }

    /** A network that comes as weights alone, as if it were one of ONNX. */
    private void readWeights(String component) {
        try {
            if (written.has(component)) {
                Map<Integer, Long> bytes = new TreeMap<>();
                for (StoredTensor tensor : written.weights(component).tensors().values()) {
                    bytes.merge(Precision.onnx(tensor.type()), tensor.bytes(), Long::sum);
                }
                networks.put(component, new OnnxFile(bytes, Map.of(), Map.of(), List.of()));
            }
        } catch (CheckpointException e) {
            missing.add(Failures.message(e));
        }
    }

    private void checkWeights(String name, Path file, long bytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            missing.add(name);
        } else if (Files.size(file) < bytes) {
            missing.add(name + " is cut off: it has " + Files.size(file) + " of " + bytes + " bytes");
        }
    }

    /** The index names for each component its library and class; two nulls where the model has none. */
    private void checkComponent(String component, Object libraryAndClass) {
        if (!(libraryAndClass instanceof List<?> names) || names.contains("null")) {
            return;
        }
        if (component.equals("vae")) {
            wantNetwork("vae_decoder");
            if (form() == ModelForm.ONNX) {
                wantNetwork("vae_encoder");
            }
        } else if (NETWORKS.contains(component)) {
            wantNetwork(component);
        } else if (component.equals("scheduler")) {
            want(ModelFolder.configFile(component));
        } else if (component.startsWith("tokenizer") && !state.has(component + "/tokenizer.json")) {
            if (String.valueOf(names.get(names.size() - 1)).startsWith("T5")) {
                missing.add(component + "/tokenizer.json");
                return;
            }
            want(component + "/vocab.json");
            want(component + "/merges.txt");
        }
    }

    private void wantNetwork(String component) {
        if (state.has(component + "/" + ModelFolder.NETWORK) || networks.containsKey(component)) {
            return;
        }
        switch (form()) {
            case ONNX -> missing.add(component + "/" + ModelFolder.NETWORK);
            case FOLDER -> missing.add(WrittenNetworks.part(component) + "/*.safetensors");
            default -> missing.add(WrittenNetworks.part(component));
        }
    }

    private void want(String file) {
        if (!state.has(file)) {
            missing.add(file);
        }
    }

    private String precision() {
        Map<Integer, Long> weights = new TreeMap<>();
        networks.values()
                .forEach(network -> network.weights().forEach((type, bytes) -> weights.merge(type, bytes, Long::sum)));
        return Precision.of(weights);
    }
}
