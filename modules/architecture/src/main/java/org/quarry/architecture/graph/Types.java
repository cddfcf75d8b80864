package org.quarry.architecture.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The element types of a graph's values, as far as the operators here go. */
final class Types {
    private static final int BOOL = TensorProto.DataType.BOOL_VALUE;

    private final Map<String, Integer> types = new HashMap<>();

    Types(GraphProto graph) {
        graph.getInputList()
                .forEach(input -> types.put(
                        input.getName(), input.getType().getTensorType().getElemType()));
        graph.getInitializerList().forEach(tensor -> types.put(tensor.getName(), tensor.getDataType()));
        for (NodeProto node : graph.getNodeList()) {
            int type = type(node);
            node.getOutputList().forEach(result -> types.put(result, type));
        }
    }

    private int type(NodeProto node) {
        return switch (node.getOpType()) {
            case "Shape", "ArgMax" -> Protos.INT64;
            case "Less", "Equal" -> BOOL;
            case "Cast" ->
                node.getAttributeList().stream()
                        .filter(attribute -> attribute.getName().equals("to"))
                        .mapToInt(attribute -> (int) attribute.getI())
                        .findFirst()
                        .orElseThrow();
            case "Where" -> of(node.getInput(1));
            default -> of(node.getInput(0));
        };
    }

    /** A value's, as ONNX numbers them. */
    int of(String value) {
        return Objects.requireNonNull(types.get(value), value);
    }
}
