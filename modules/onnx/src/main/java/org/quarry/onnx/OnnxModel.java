package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;

/** An opened model folder. Everything is read at its first use and then kept. */
final class OnnxModel implements AdaptableModel {
    private final ModelFolder folder;
    private final FolderState state;
    private final ModelRequest.Precision precision;
    private final WrittenNetworks written;
    private final Backend backend;
    private final Supplier<ModelDescription> own;
    private final Models.Families families;
    private final Supplier<String> fingerprint;
    private final LearnedWords words;
    private final Map<NetworkKey, Network> networks = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> configs = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> files = new ConcurrentHashMap<>();

    OnnxModel(
            ModelFolder folder,
            FolderState state,
            ModelRequest.Precision precision,
            Backend backend,
            Identities identities) {
        this.folder = folder;
        this.precision = precision;
        this.state = state;
        this.written = new WrittenNetworks(folder);
        this.backend = backend;
        this.own = Once.of(() -> identities.descriptions().of(folder, state));
        this.families = identities.families();
        this.words = identities.words();
        this.fingerprint = Once.of(() -> identities.fingerprints().of(folder, state));
    }

    /**
     * What a model shares with those beside it.
     *
     * @param descriptions of what is in folders and files
     * @param fingerprints by which models are told apart
     * @param families that modules bring
     * @param words that prompts may use
     */
    record Identities(
            Descriptions descriptions, Fingerprints fingerprints, Models.Families families, LearnedWords words) {}

    /** Where it is. */
    ModelFolder folder() {
        return folder;
    }

    /** The files when it was opened. */
    FolderState state() {
        return state;
    }

    @Override
    public ModelDescription description() {
        return family().map(brought -> own.get().withFamily(brought.id())).orElseGet(own);
    }

    /** The family that a module says; modules come and go. */
    private Optional<Models.Family> family() {
        return own.get().family().equals(Sizes.UNKNOWN_FAMILY) ? families.of(this) : Optional.empty();
    }

    @Override
    public String fingerprint() {
        return fingerprint.get();
    }

    private record NetworkKey(String component, List<AdapterFile> adapters) {}

    @Override
    public Network network(String component) {
        return network(component, List.of());
    }

    @Override
    public Network network(String component, List<AdapterFile> adapters) {
        NetworkKey key = new NetworkKey(component, adapters);
        return kept(key, () -> networkFile(component).adapted(adapters));
    }

    private Network kept(NetworkKey key, Supplier<NetworkFile> file) {
        Network known = networks.get(key);
        if (known != null) {
            return known;
        }
        // Not by computeIfAbsent: that would make networks wait for each other while they load. All get the first one,
        // so
        // that those who share it can tell, and run as one batch.
        Network loaded = OnnxNetwork.load(file.get(), backend);
        Network first = networks.putIfAbsent(key, loaded);
        return first == null ? loaded : first;
    }

    @Override
    public Optional<Weights> weights(String component) {
        boolean here = !Files.exists(folder.network(component)) && written.has(component);
        return here ? Optional.of(written.weights(component)) : Optional.empty();
    }

    @Override
    public Network controlNet(Path file) {
        Weights unet = weights("unet")
                .orElseThrow(() -> new ModelException("the network of model '" + folder.name()
                        + "' is a finished one of ONNX, or is none, and takes nothing of a ControlNet; put the model's"
                        + " .safetensors form into the models folder and load that"));
        NetworkKey key = new NetworkKey(ControlNets.COMPONENT, List.of(AdapterFile.of(file)));
        return ControlNets.isExported(file)
                ? ControlNets.steering(file, kept(key, () -> ControlNets.exported(folder.name(), file)), unet)
                : kept(key, () -> ControlNets.file(folder.name(), unet, file));
    }

    @Override
    public List<String> learnedWords() {
        return words.names();
    }

    @Override
    public Optional<LearnedWord> learnedWord(String name) {
        return words.find(name, this);
    }

    /** A word as another model reads it, whose parts are of several. */
    Optional<LearnedWord> learnedWord(String name, AdaptableModel reader) {
        return words.find(name, reader);
    }

    private NetworkFile networkFile(String component) {
        Path file = folder.network(component);
        String name = folder.name() + "/" + component;
        try {
            if (!Files.exists(file) && written.has(component)) {
                Path weights = written.place(component);
                var computed = written.precision(
                        component, precision, backend.devices().device());
                long memory = WrittenNetworks.memory(written.weights(component), computed);
                Path settings = folder.file(ModelFolder.configFile(WrittenNetworks.part(component)));
                return new NetworkFile(name, weights, settings, memory, state.modified(WrittenNetworks.part(component)))
                        .in(computed, memory);
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new NetworkFile(
                    name, file, file.resolveSibling("config.json"), weight(file), attributes.lastModifiedTime());
        } catch (CheckpointException e) {
            throw new ModelException(Failures.message(e), e);
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    "model '" + folder.name() + "' has no network '" + component + "'; it has "
                            + String.join(", ", description().components()) + "; "
                            + description().advice(),
                    e);
        } catch (IOException e) {
            throw new ModelException(
                    "model '" + folder.name() + "': " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a network's folder holds on disk: the file, and the weights that large networks keep beside it. */
    private static long weight(Path file) throws IOException {
        long bytes = 0;
        try (var beside = Files.newDirectoryStream(file.resolveSibling("."), Files::isRegularFile)) {
            for (Path part : beside) {
                bytes += Files.size(part);
            }
        }
        return bytes;
    }

    @Override
    public List<ConditioningSource> conditioning() {
        return family().map(Models.Family::conditioning).orElse(List.of());
    }

    @Override
    public Map<String, Object> config(String component) {
        return configs.computeIfAbsent(component, folder::config);
    }

    @Override
    public boolean has(String file) {
        return Files.isRegularFile(folder.file(file));
    }

    @Override
    public String text(String file) {
        return folder.text(file);
    }

    @Override
    public Map<String, Object> json(String file) {
        return files.computeIfAbsent(file, folder::json);
    }
}
