package org.quarry.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;

/** The model folders below some folders, and the loaded networks that they share. */
final class OnnxModels implements Models {
    private final ModelFolders folders;
    private final Backend backend;
    private final OnnxModel.Identities identities;
    private final Map<ModelFolder, OnnxModel> opened = new ConcurrentHashMap<>();

    /** @throws ModelException if the options ask for a device that has no such name */
    OnnxModels(Options options, OnnxRuntime runtime) {
        this.folders = new ModelFolders(options.folders(), new CheckpointFolders(options.cache()));
        Devices devices = new Devices(runtime, options.device());
        PreparedGraphs graphs = new PreparedGraphs(options.cache(), Natives.version() + "\n" + Processors.kind());
        NetworkLoader loader = new NetworkLoader(runtime, devices, graphs, options.threads());
        this.backend = new Backend(runtime, devices, new Sessions(loader, options.memory()));
        this.identities = new OnnxModel.Identities(new Fingerprints(options.cache()), options.families());
    }

    @Override
    public List<ModelDescription> list() {
        return folders.all().values().stream()
                .map(folder -> current(folder).description())
                .toList();
    }

    @Override
    public Optional<ModelDescription> describe(String name) {
        return folders.named(name).map(folder -> current(folder).description());
    }

    @Override
    public Model open(String name) {
        return current(folders.named(name).orElseThrow(() -> unknown(name)));
    }

    /** The model as its files are now: the one that was opened before, unless they have changed since. */
    private OnnxModel current(ModelFolder folder) {
        FolderState state = FolderState.of(folder);
        return opened.compute(
                folder,
                (key, known) -> known != null && known.state().equals(state)
                        ? known
                        : new OnnxModel(folder, state, backend, identities));
    }

    private ModelException unknown(String name) {
        String places = folders.roots().stream().map(Path::toString).collect(Collectors.joining(", "));
        String known = String.join(", ", folders.all().keySet());
        return new ModelException("there is no model '" + name + "' in " + (places.isEmpty() ? "no folder" : places)
                + (known.isEmpty()
                        ? "; put a folder with a " + ModelFolder.INDEX + " or a .safetensors file there"
                        : "; there are: " + known));
    }

    /** The names of the networks that are in memory, the least recently used first. */
    List<String> loaded() {
        return backend.sessions().loaded();
    }

    @Override
    public Provider provider() {
        return backend.devices().provider();
    }

    @Override
    public List<Provider> providers() {
        return backend.devices().all();
    }

    @Override
    public void close() {
        backend.sessions().close();
    }
}
