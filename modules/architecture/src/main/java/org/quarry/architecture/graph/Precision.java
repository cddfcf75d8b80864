package org.quarry.architecture.graph;

/** What a graph computes in. */
public enum Precision {
    /** 32 bits, as on a processor. */
    FLOAT32(Protos.FLOAT),
    /** 16 bits, where the device gains from it; sums inside normalisations and matrix products stay with the device. */
    FLOAT16(Protos.FLOAT16);

    private final int onnx;

    Precision(int onnx) {
        this.onnx = onnx;
    }

    int onnx() {
        return onnx;
    }
}
