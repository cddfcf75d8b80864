package org.quarry.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quarry.architecture.Blueprint;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.graph.Part;
import org.quarry.architecture.graph.Precision;
import org.quarry.node.model.ModelException;

/** Makes sessions of ONNX files, and says in words why one cannot be made. */
final class NetworkLoader implements Sessions.Loader {
    private static final Logger LOG = Logger.getLogger(NetworkLoader.class.getName());

    /** From where a graph in memory names its weights (onnxruntime_session_options_config_keys.h). */
    private static final String WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path";

    private final OnnxRuntime runtime;
    private final Devices devices;
    private final PreparedGraphs graphs;
    private final int threads;
    private final Dividing dividing;

    /** @param threads of one network on the CPU; 0 takes one for each core */
    NetworkLoader(OnnxRuntime runtime, Devices devices, PreparedGraphs graphs, int threads, Dividing dividing) {
        this.runtime = runtime;
        this.devices = devices;
        this.graphs = graphs;
        this.threads = threads == 0 ? Processors.cores() : threads;
        this.dividing = dividing;
    }

    @Override
    public Chain load(NetworkFile file) {
        long start = System.nanoTime();
        runtime.environment();
        Device device = devices.device();
        try {
            Chain chain = file.ofWeights() ? written(file, device) : new Chain(List.of(found(file, device)));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            LOG.fine(() -> "loaded " + file.path() + " on " + device.label() + " in " + millis + " ms");
            return chain;
        } catch (CheckpointException e) {
            throw new ModelException(Failures.message(e), e);
        } catch (OrtException e) {
            String why = file.ofWeights() ? Failures.sentence(e) : diagnosis(file.path(), e);
            throw new ModelException(
                    "network '" + file.name() + "' cannot be loaded on " + device.label() + ": " + why, e);
        }
    }

    private OrtSession found(NetworkFile file, Device device) throws OrtException {
        Optional<Path> prepared = device == Device.CPU ? graphs.place(file) : Optional.empty();
        return prepared.isPresent() ? prepared(file.path(), prepared.get()) : session(file.path(), options(device));
    }

    /**
     * A graph that is written now; the weights are read out of the model's own files. On the processor a large one comes in parts.
     */
    private Chain written(NetworkFile file, Device device) throws OrtException {
        Blueprint blueprint = WrittenNetworks.write(file);
        boolean divided =
                device == Device.CPU && file.precision() == Precision.FLOAT32 && file.bytes() >= dividing.from();
        List<Part> parts = divided ? blueprint.parts(dividing.memory()) : List.of(new Part(blueprint.model(), 0));
        Map<Part, OrtSession> sessions = new IdentityHashMap<>();
        try {
            for (Part part : inOrderOfLoading(parts)) {
                sessions.put(part, session(part, blueprint.folder(), device));
            }
            return new Chain(parts.stream().map(sessions::get).toList());
        } catch (OrtException | CancellationException e) {
            for (OrtSession session : sessions.values()) {
                session.close();
            }
            throw e;
        }
    }

    private static List<Part> inOrderOfLoading(List<Part> parts) {
        return parts.stream()
                .sorted(Comparator.comparingLong(Part::twice).reversed())
                .toList();
    }

    private OrtSession session(Part part, Optional<Path> weights, Device device) throws OrtException {
        try (SessionOptions options = options(device)) {
            if (weights.isPresent()) {
                options.addConfigEntry(WEIGHTS_FOLDER, weights.get().toString());
            }
            return NativeWork.run(() -> runtime.environment().createSession(part.model(), options));
        }
    }

    /** A session of the graph that an earlier load has prepared; if there is none, of the file, and prepares it. */
    private OrtSession prepared(Path file, Path graph) throws OrtException {
        if (Files.isRegularFile(graph)) {
            try {
                SessionOptions asItIs = options(Device.CPU);
                asItIs.setOptimizationLevel(OptLevel.NO_OPT);
                return session(graph, asItIs);
            } catch (OrtException e) {
                LOG.log(Level.FINE, e, () -> "the prepared graph " + graph + " of " + file + " is made anew");
                graphs.discard(graph);
            }
        }
        SessionOptions options = options(Device.CPU);
        Optional<Path> part = graphs.part();
        if (part.isPresent()) {
            options.setOptimizedModelFilePath(part.get().toString());
        }
        try {
            OrtSession session = session(file, options);
            part.ifPresent(written -> graphs.keep(written, graph));
            return session;
        } catch (OrtException e) {
            part.ifPresent(graphs::discard);
            throw e;
        }
    }

    /** By path, not by bytes: weights outside the file are found beside it. */
    private OrtSession session(Path file, SessionOptions options) throws OrtException {
        try (options) {
            return NativeWork.run(() -> runtime.environment().createSession(file.toString(), options));
        }
    }

    private SessionOptions options(Device device) throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Waiting threads that spin gain a fifth of a step on idle cores, and make it four times as long on busy
            // ones.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            device.add(options);
            return options;
        } catch (OrtException e) {
            options.close();
            throw e;
        }
    }

    private static String diagnosis(Path file, OrtException failure) {
        try {
            for (Map.Entry<String, Long> weights :
                    OnnxFile.read(file).external().entrySet()) {
                Path beside = file.resolveSibling(weights.getKey());
                if (!Files.isRegularFile(beside)) {
                    return file + " keeps its weights in " + beside + ", which is not there; copy or download it again";
                }
                if (Files.size(beside) < weights.getValue()) {
                    return beside + " is cut off: it has " + Files.size(beside) + " of " + weights.getValue()
                            + " bytes; copy or download it again";
                }
            }
        } catch (OnnxFile.CutOff e) {
            return Failures.message(e) + "; copy or download it again";
        } catch (IOException e) {
            return Failures.message(e);
        }
        return file + ": " + Failures.sentence(failure);
    }
}
