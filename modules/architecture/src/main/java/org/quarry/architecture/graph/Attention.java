package org.quarry.architecture.graph;

import static org.quarry.architecture.graph.Protos.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;

/**
 * Attention of several heads, softmax(Q Kᵀ / √d) V (Vaswani et al. 2017, equation 1), as ONNX Runtime's own operator: it splits
 * the heads and works through long sequences in blocks, so that the matrix of all scores never exists. Queries, keys and
 * values have the shape {@code B,L,D}.
 */
public final class Attention {
    private static final String OPERATOR = "MultiHeadAttention";

    private Attention() {}

    /** Every query sees every key. */
    public static Value full(int heads, Value query, Value key, Value value) {
        return query.graph().applyOfRuntime(OPERATOR, List.of(query, key, value), attribute("num_heads", heads));
    }

    /** A place sees itself and those before it. */
    public static Value causal(int heads, Value query, Value key, Value value) {
        return query.graph()
                .applyOfRuntime(
                        OPERATOR,
                        List.of(query, key, value),
                        attribute("num_heads", heads),
                        attribute("unidirectional", 1));
    }

    /** softmax(Q Kᵀ + B) V, without a scale. @param bias of shape {@code 1,heads,L,L} */
    public static Value biased(int heads, Value query, Value key, Value value, Value bias) {
        Value absent = new Value(query.graph(), "");
        List<Value> operands = List.of(query, key, value, absent, absent, bias);
        AttributeProto unscaled = attribute("scale", 1.0);
        return query.graph().applyOfRuntime(OPERATOR, operands, attribute("num_heads", heads), unscaled);
    }

    /**
     * Queries or keys turned by their places (Su et al. 2021, equation 34), each pair of neighbours in a head by its own angle.
     *
     * @param x of shape {@code B,L,D}
     * @param cosines of shape {@code L,d/2}, d the width of a head
     * @param sines the same
     */
    public static Value rotated(int heads, Value x, Value cosines, Value sines) {
        return x.graph()
                .applyOfRuntime(
                        "RotaryEmbedding",
                        List.of(x, x.graph().whole(0), cosines, sines),
                        attribute("interleaved", 1),
                        attribute("num_heads", heads));
    }
}
