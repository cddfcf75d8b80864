package org.quarry.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.quarry.node.model.Inspection;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.Models;

/** The model folders below some folders, and the loaded networks that they share. */
final class OnnxModels implements Models {
    private final CheckpointFolders checkpoints;
    private final ModelFolders folders;
    private final Backend backend;
    private final OnnxModel.Identities identities;
    private final LearnedWords words;
    private final Map<Opened, OnnxModel> opened = new ConcurrentHashMap<>();

    /** @throws ModelException if the options ask for a device that has no such name */
    OnnxModels(Options options, OnnxRuntime runtime) {
        this(options, runtime, Dividing.LARGE);
    }

    /** @throws ModelException if the options ask for a device that has no such name */
    OnnxModels(Options options, OnnxRuntime runtime, Dividing dividing) {
        this.checkpoints = new CheckpointFolders(options.cache());
        this.folders = new ModelFolders(options.folders(), checkpoints);
        Devices devices = new Devices(runtime, options.device());
        PreparedGraphs graphs = new PreparedGraphs(options.cache(), Natives.version() + "\n" + Processors.kind());
        NetworkLoader loader = new NetworkLoader(runtime, devices, graphs, options.threads(), dividing);
        this.backend = new Backend(runtime, devices, new Sessions(loader, options.memory()));
        this.words = new LearnedWords(folders.roots());
        this.identities = new OnnxModel.Identities(
                new Descriptions(options.cache()), new Fingerprints(options.cache()), options.families(), words);
    }

    @Override
    public List<ModelDescription> list() {
        return described(folder -> !folder.part());
    }

    @Override
    public List<ModelDescription> parts() {
        return described(ModelFolder::part);
    }

    private List<ModelDescription> described(Predicate<ModelFolder> wanted) {
        return folders.all().values().stream()
                .filter(wanted)
                .map(folder -> current(folder).description())
                .toList();
    }

    @Override
    public Optional<ModelDescription> describe(String name) {
        return found(name).map(folder -> current(folder).description());
    }

    @Override
    public Model open(String name) {
        return opened(name);
    }

    @Override
    public Model open(ModelRequest request) {
        return Composition.of(request, name -> opened(name, request.precision()));
    }

    private OnnxModel opened(String name) {
        return opened(name, ModelRequest.Precision.AUTO);
    }

    private OnnxModel opened(String name, ModelRequest.Precision precision) {
        return current(found(name).orElseThrow(() -> unknown(name)), precision);
    }

    /** The model of a name, else the one of the hash that stands after the name. */
    private Optional<ModelFolder> found(String name) {
        return folders.named(name).or(() -> ModelName.of(name).flatMap(this::meant));
    }

    /** That of the name, unless its content is known to be another one; then that of the hash. */
    private Optional<ModelFolder> meant(ModelName name) {
        return folders.named(name.name())
                .filter(folder -> known(folder).map(name::means).orElse(true))
                .or(() -> folders.all().values().stream()
                        .filter(folder -> known(folder).filter(name::means).isPresent())
                        .findFirst());
    }

    private Optional<String> known(ModelFolder folder) {
        return identities.fingerprints().known(folder, FolderState.of(folder));
    }

    @Override
    public Optional<String> knownHash(String name) {
        return found(name).flatMap(this::known);
    }

    @Override
    public String hash(String name) {
        OnnxModel model = opened(name);
        return identities.fingerprints().hash(model.folder(), model.state());
    }

    @Override
    public Inspection inspect(Path path) {
        return Inspector.of(path, checkpoints);
    }

    /** The model as its files are now: the one that was opened before, unless they have changed since. */
    private OnnxModel current(ModelFolder folder, ModelRequest.Precision precision) {
        FolderState state = FolderState.of(folder);
        return opened.compute(
                new Opened(folder, precision),
                (key, known) -> known != null && known.state().equals(state)
                        ? known
                        : new OnnxModel(folder, state, precision, backend, identities));
    }

    private OnnxModel current(ModelFolder folder) {
        return current(folder, ModelRequest.Precision.AUTO);
    }

    private record Opened(ModelFolder folder, ModelRequest.Precision precision) {}

    private ModelException unknown(String name) {
        String places = folders.roots().stream().map(Path::toString).collect(Collectors.joining(", "));
        String known = String.join(", ", folders.all().keySet());
        Optional<ModelName> meant = ModelName.of(name);
        if (meant.isPresent()) {
            return new ModelException("there is no model '" + name + "' in " + places
                    + " that is known to have its hash; 'quarry models --hash' computes the hashes of all"
                    + (folders.named(meant.get().name()).isPresent()
                            ? "; '" + meant.get().name() + "' is there with another one, leave out the hash to take it"
                            : ""));
        }
        return new ModelException("there is no model '" + name + "' in " + (places.isEmpty() ? "no folder" : places)
                + (known.isEmpty()
                        ? "; put a folder with a " + ModelFolder.INDEX + " or a .safetensors file there"
                        : "; there are: " + known));
    }

    @Override
    public String surroundings() {
        return words.state();
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
