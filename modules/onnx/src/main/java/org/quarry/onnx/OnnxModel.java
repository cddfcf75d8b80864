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
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;

/** An opened model folder. Everything is read at its first use and then kept. */
final class OnnxModel implements Model {
    private final ModelFolder folder;
    private final FolderState state;
    private final WrittenNetworks written;
    private final Backend backend;
    private final Supplier<ModelDescription> own;
    private final Models.Families families;
    private final Supplier<String> fingerprint;
    private final Map<String, Network> networks = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> configs = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> files = new ConcurrentHashMap<>();

    OnnxModel(ModelFolder folder, FolderState state, Backend backend, Identities identities) {
        this.folder = folder;
        this.state = state;
        this.written = new WrittenNetworks(folder);
        this.backend = backend;
        this.own = Once.of(() -> identities.descriptions().of(folder, state));
        this.families = identities.families();
        this.fingerprint = Once.of(() -> identities.fingerprints().of(folder, state));
    }

    /** How models are told apart: by what they hold, the hashes of their files, and the families that modules bring. */
    record Identities(Descriptions descriptions, Fingerprints fingerprints, Models.Families families) {}

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

    @Override
    public Network network(String component) {
        Network known = networks.get(component);
        if (known != null) {
            return known;
        }
        // Not by computeIfAbsent: that would make networks wait for each other while they load. All get the first one,
        // so
        // that those who share it can tell, and run as one batch.
        Network loaded = OnnxNetwork.load(networkFile(component), backend);
        Network first = networks.putIfAbsent(component, loaded);
        return first == null ? loaded : first;
    }

    private NetworkFile networkFile(String component) {
        Path file = folder.network(component);
        String name = folder.name() + "/" + component;
        try {
            if (!Files.exists(file) && written.has(component)) {
                Path weights = written.place(component);
                long memory = WrittenNetworks.memory(written.weights(component));
                Path settings = folder.file(ModelFolder.configFile(WrittenNetworks.part(component)));
                return new NetworkFile(
                        name, weights, settings, memory, state.modified(WrittenNetworks.part(component)));
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new NetworkFile(
                    name, file, file.resolveSibling("config.json"), weight(file), attributes.lastModifiedTime());
        } catch (CheckpointException e) {
            throw new ModelException(Failures.message(e), e);
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    "model '" + folder.name() + "' has no network '" + component + "': " + file + " is missing; it has "
                            + String.join(", ", state.networks()),
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
