package org.quarry.architecture.graph;

/** A part of a graph that is a graph of its own: it is given what earlier parts computed under the names it has for its inputs. */
public final class Part {
    private final byte[] model;
    private final long bytes;

    /** @param bytes of its weights in 32 bits */
    public Part(byte[] model, long bytes) {
        this.model = model.clone();
        this.bytes = bytes;
    }

    /** In ONNX's format. */
    public byte[] model() {
        return model.clone();
    }

    /** Of its weights in 32 bits. */
    public long bytes() {
        return bytes;
    }
}
