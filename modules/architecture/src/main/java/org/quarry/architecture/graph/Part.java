package org.quarry.architecture.graph;

/** A part of a graph that is a graph of its own: it is given what earlier parts computed under the names it has for its inputs. */
public final class Part {
    private final byte[] model;
    private final long twice;

    /** @param twice bytes of its weights that are in memory twice while it is loaded */
    public Part(byte[] model, long twice) {
        this.model = model.clone();
        this.twice = twice;
    }

    /** In ONNX's format. */
    public byte[] model() {
        return model.clone();
    }

    /** Bytes of its weights that are in memory twice while it is loaded: the part with most of them is to be loaded first. */
    public long twice() {
        return twice;
    }
}
