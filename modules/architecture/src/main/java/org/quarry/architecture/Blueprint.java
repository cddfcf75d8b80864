package org.quarry.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Part;

/** A network that was written as an ONNX graph, and where its weights are. */
public final class Blueprint {
    private final Graph graph;
    private final List<String> unused;

    /** @throws org.quarry.architecture.checkpoint.CheckpointException if a change of the weights has no place in the network */
    Blueprint(Layers layers) {
        layers.requireAllChanged();
        this.graph = layers.graph();
        this.unused = layers.unused();
    }

    /** The graph in ONNX's format. Its weights are external data in files named as seen from {@link #folder}. */
    public byte[] model() {
        return graph.model();
    }

    /**
     * The same in as few parts as load one after the other, those with most weights {@linkplain Part#twice twice} first, without taking
     * more than so many times the memory of all weights in 32 bits; or nearly so.
     *
     * @return in the order in which they compute
     */
    public List<Part> parts(double times) {
        return graph.parts(times);
    }

    /** From where the files with weights are named. */
    public Optional<Path> folder() {
        return graph.folder();
    }

    /** The files with weights. */
    public Set<Path> files() {
        return graph.files();
    }

    /** Names of tensors that the network does not use: of no harm, and a sign of wrong settings. */
    public List<String> unused() {
        return unused;
    }
}
