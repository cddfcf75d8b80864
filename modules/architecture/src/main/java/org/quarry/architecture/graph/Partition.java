package org.quarry.architecture.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A graph in parts that compute one after the other. What is computed of weights alone belongs to each part that uses it; all else
 * to one. A part's outputs are the graph's and what later parts want of it.
 */
final class Partition {
    private final GraphProto graph;

    /** Those that need inputs, in order. */
    private final List<NodeProto> steps = new ArrayList<>();

    /** Those that need only weights, by their results. */
    private final Map<String, NodeProto> folded = new HashMap<>();

    private final Map<String, TensorProto> weights;
    private final Types types;
    private final Ranks ranks;

    Partition(GraphProto graph) {
        this.graph = graph;
        this.weights = graph.getInitializerList().stream()
                .collect(Collectors.toUnmodifiableMap(TensorProto::getName, tensor -> tensor));
        this.types = new Types(graph);
        this.ranks = new Ranks(graph);
        for (NodeProto node : graph.getNodeList()) {
            if (operands(node).allMatch(this::constant)) {
                node.getOutputList().forEach(result -> folded.put(result, node));
            } else {
                steps.add(node);
            }
        }
    }

    /** An absent operand is no name. */
    private static Stream<String> operands(NodeProto node) {
        return node.getInputList().stream().filter(name -> !name.isEmpty());
    }

    private boolean constant(String name) {
        return weights.containsKey(name) || folded.containsKey(name);
    }

    /** What each step brings into memory, in order. */
    List<Load> loads() {
        Set<String> seen = new HashSet<>();
        return steps.stream().map(step -> load(step, seen)).toList();
    }

    private Load load(NodeProto step, Set<String> seen) {
        long bytes = 0;
        long twice = 0;
        for (String operand : step.getInputList()) {
            Closure closure = closure(List.of(operand));
            long size = closure.weights().stream()
                    .filter(tensor -> seen.add(tensor.getName()))
                    .mapToLong(Partition::size)
                    .sum();
            bytes += size;
            boolean laidOutAnew = step.getOpType().equals("Conv");
            boolean joined =
                    closure.nodes().stream().anyMatch(node -> !node.getOpType().equals("Cast"));
            twice += laidOutAnew || joined ? size : 0;
        }
        return new Load(bytes, twice);
    }

    private static long size(TensorProto tensor) {
        long elements = tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
        return elements * Float.BYTES;
    }

    /** The graphs of the parts. @param ends the steps before which a part ends, the last one after all */
    List<GraphProto> parts(List<Integer> ends) {
        List<GraphProto> parts = new ArrayList<>();
        Set<String> unused = new LinkedHashSet<>();
        graph.getInputList().forEach(input -> unused.add(input.getName()));
        steps.forEach(step -> operands(step).forEach(unused::remove));
        int from = 0;
        for (int end : ends) {
            parts.add(part(from, end, from == 0 ? unused : Set.of()));
            from = end;
        }
        return parts;
    }

    private GraphProto part(int from, int end, Set<String> unused) {
        List<NodeProto> nodes = steps.subList(from, end);
        Set<String> wanted = operandsOf(nodes);
        Set<String> later = operandsOf(steps.subList(end, steps.size()));
        Set<String> made = new LinkedHashSet<>();
        nodes.forEach(node -> made.addAll(node.getOutputList()));
        Closure closure = closure(wanted);

        GraphProto.Builder part = GraphProto.newBuilder().setName(graph.getName());
        Set<String> given = new LinkedHashSet<>(wanted);
        given.removeAll(made);
        for (ValueInfoProto input : graph.getInputList()) {
            if (given.remove(input.getName()) || unused.contains(input.getName())) {
                part.addInput(input);
            }
        }
        given.stream().filter(name -> !constant(name)).forEach(name -> part.addInput(port(name)));
        part.addAllInitializer(closure.weights());
        graph.getNodeList().stream().filter(closure.nodes()::contains).forEach(part::addNode);
        part.addAllNode(nodes);
        graph.getOutputList().stream()
                .filter(output -> made.contains(output.getName()))
                .forEach(part::addOutput);
        made.stream().filter(later::contains).forEach(name -> part.addOutput(port(name)));
        return part.build();
    }

    /** A value that one part hands on to another: its axes get names that nothing else has. */
    private ValueInfoProto port(String value) {
        int type = types.of(value);
        return ranks.of(value)
                .map(rank -> IntStream.range(0, rank)
                        .mapToObj(axis -> value + "/" + axis)
                        .toList())
                .map(axes -> Protos.port(value, type, axes))
                .orElseGet(() -> Protos.port(value, type));
    }

    private static Set<String> operandsOf(List<NodeProto> nodes) {
        return nodes.stream().flatMap(Partition::operands).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What values are made of that need no input. */
    private record Closure(Set<TensorProto> weights, Set<NodeProto> nodes) {}

    private Closure closure(Iterable<String> values) {
        Closure closure = new Closure(new LinkedHashSet<>(), new LinkedHashSet<>());
        values.forEach(value -> reach(value, closure));
        return closure;
    }

    private void reach(String value, Closure closure) {
        TensorProto tensor = weights.get(value);
        NodeProto node = folded.get(value);
        if (tensor != null) {
            closure.weights().add(tensor);
        } else if (node != null && closure.nodes().add(node)) {
            operands(node).forEach(operand -> reach(operand, closure));
        }
    }
}
