package org.quarry.architecture.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many axes a graph's values have, where the operators tell. */
final class Ranks {
    /** Of a value that is the sizes of another one or part of the graph, how many numbers it holds. */
    private final Map<String, Integer> lengths = new HashMap<>();

    private final Map<String, Integer> ranks = new HashMap<>();

    Ranks(GraphProto graph) {
        graph.getInputList()
                .forEach(input -> ranks.put(
                        input.getName(),
                        input.getType().getTensorType().getShape().getDimCount()));
        graph.getInitializerList().forEach(tensor -> {
            ranks.put(tensor.getName(), tensor.getDimsCount());
            if (tensor.getDimsCount() == 1) {
                lengths.put(tensor.getName(), Math.toIntExact(tensor.getDims(0)));
            }
        });
        for (NodeProto node : graph.getNodeList()) {
            rank(node).ifPresent(rank -> node.getOutputList().forEach(result -> ranks.put(result, rank)));
            if (node.getOpType().equals("Shape") && node.getAttributeCount() == 0) {
                of(node.getInput(0)).ifPresent(length -> lengths.put(node.getOutput(0), length));
            }
        }
    }

    /** A value's, if it is known. */
    Optional<Integer> of(String value) {
        return Optional.ofNullable(ranks.get(value));
    }

    private Optional<Integer> rank(NodeProto node) {
        Optional<Integer> first = node.getInput(0).isEmpty() ? Optional.empty() : of(node.getInput(0));
        return switch (node.getOpType()) {
            case "Shape", "Range" -> Optional.of(1);
            case "Cast", "Clip", "Concat", "Conv", "Cos", "Gelu", "Identity", "InstanceNormalization" -> first;
            case "LayerNormalization", "Resize", "Sigmoid", "SimplifiedLayerNormalization", "Sin", "Slice" -> first;
            case "Split", "Transpose" -> first;
            case "Reshape" -> length(node.getInput(1));
            case "Unsqueeze" -> first.flatMap(rank -> length(node.getInput(1)).map(more -> rank + more));
            case "Add", "Div", "FusedMatMul", "MatMul", "Mul", "Sub" -> largest(node.getInputList());
            default -> Optional.empty();
        };
    }

    private Optional<Integer> length(String value) {
        return Optional.ofNullable(lengths.get(value));
    }

    /** Unknown if one of them is. */
    private Optional<Integer> largest(Collection<String> values) {
        return values.stream()
                .map(this::of)
                .reduce((one, other) -> one.flatMap(a -> other.map(b -> Math.max(a, b))))
                .orElseThrow();
    }
}
