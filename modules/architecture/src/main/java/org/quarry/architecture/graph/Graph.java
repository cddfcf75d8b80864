package org.quarry.architecture.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.StoredTensor;

/**
 * An ONNX graph that is being written. Values are made by its inputs, its weights and the operations of {@link Value}; all
 * floating values inside are of one type, the one it computes in, whatever type inputs, outputs and weights have.
 */
public final class Graph {
    /** The oldest with GELU (20); those of the second domain are ONNX Runtime's own. */
    private static final int OPERATORS = 20;

    private static final int FORMAT = 9;
    static final String RUNTIME = "com.microsoft";

    /** Begins the metadata's name of an input that may be left out; its value is the sizes of the zeros in its place. */
    public static final String OPTIONAL = "optional:";

    private final GraphProto.Builder graph;
    private final Precision precision;
    private final Map<Object, Value> constants = new HashMap<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private int made;

    /** An empty graph. */
    public Graph(String name, Precision precision) {
        this.graph = GraphProto.newBuilder().setName(name);
        this.precision = precision;
    }

    /** What floating values are computed in. */
    public Precision precision() {
        return precision;
    }

    /**
     * A floating input, given in 32 bits.
     *
     * @param axes sizes, or names of sizes that any value fits
     */
    public Value input(String name, Object... axes) {
        graph.addInput(Protos.port(name, Protos.FLOAT, List.of(axes)));
        return asComputed(new Value(this, name), Protos.FLOAT);
    }

    /** A floating input that stays in 32 bits: times, sizes and places lose too much in fewer. */
    public Value exactInput(String name, Object... axes) {
        graph.addInput(Protos.port(name, Protos.FLOAT, List.of(axes)));
        return new Value(this, name);
    }

    /** An input of whole numbers of 64 bits. */
    public Value integers(String name, Object... axes) {
        graph.addInput(Protos.port(name, Protos.INT64, List.of(axes)));
        return new Value(this, name);
    }

    /**
     * A floating input that may be left out: whoever runs the graph then gives zeros, of the sizes that the graph's metadata say.
     *
     * @param sizes of those zeros
     */
    public Value optionalInput(String name, List<Long> sizes, Object... axes) {
        return constants.computeIfAbsent(List.of(OPTIONAL, name), key -> {
            metadata.put(OPTIONAL + name, sizes.stream().map(String::valueOf).collect(Collectors.joining(",")));
            return input(name, axes);
        });
    }

    /** A floating output, given in 32 bits. */
    public void output(String name, Value value, Object... axes) {
        graph.addOutput(Protos.port(name, Protos.FLOAT, List.of(axes)));
        boolean same = precision == Precision.FLOAT32;
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(same ? "Identity" : "Cast")
                .addInput(value.name())
                .addOutput(name);
        if (!same) {
            node.addAttribute(Protos.attribute("to", Protos.FLOAT));
        }
        graph.addNode(node);
    }

    /** The weights that lie in a file, as values of the type that is computed in. */
    public Value weight(StoredTensor tensor) {
        return constants.computeIfAbsent(tensor, key -> {
            String name = tensor.name() + "@" + tensor.offset() + tensor.axes();
            files.add(tensor.file());
            graph.addInitializer(Protos.external(name, tensor, location(tensor.file())));
            return asComputed(new Value(this, name), Protos.type(tensor.type()));
        });
    }

    /** Some rows of a table of weights. Only they are turned into the type that is computed in: tables are large. */
    public Value rows(StoredTensor table, Value places) {
        // The standard has no rows of numbers of 8 bits.
        if (table.bytes() == table.elements()) {
            return weight(table).gather(0, places);
        }
        Value stored = constants.computeIfAbsent(List.of("stored", table), key -> {
            String name = table.name() + "@" + table.offset() + table.axes() + " stored";
            files.add(table.file());
            graph.addInitializer(Protos.external(name, table, location(table.file())));
            return new Value(this, name);
        });
        return asComputed(stored.gather(0, places), Protos.type(table.type()));
    }

    private String location(Path file) {
        Path folder = folder().orElseThrow();
        if (!java.util.Objects.equals(folder.getRoot(), file.getRoot())) {
            throw new CheckpointException(
                    file + " and " + files.iterator().next() + " belong to one network; put them on one disk");
        }
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Whole numbers that are part of the graph, one axis of them. */
    public Value whole(long... numbers) {
        return constants.computeIfAbsent(Arrays.stream(numbers).boxed().toList(), key -> {
            String name = "whole_" + made++;
            graph.addInitializer(Protos.integers(name, numbers));
            return new Value(this, name);
        });
    }

    /** The whole numbers from 0 up to one that is computed, which is not included. @param end of shape {@code 1} */
    public Value countTo(Value end) {
        Value scalar = end.reshape(new long[0]);
        return apply("Range", List.of(scalarOf(0), scalar, scalarOf(1)));
    }

    private Value scalarOf(long number) {
        return whole(number).reshape(new long[0]);
    }

    /** One number that is part of the graph. */
    public Value number(double value) {
        return numbers(List.of(value), List.of());
    }

    /** Numbers that are part of the graph. */
    public Value numbers(List<Double> numbers, List<Long> axes) {
        return exactNumbers(numbers, axes).inexact();
    }

    /** Numbers that are part of the graph and stay in 32 bits. */
    public Value exactNumbers(List<Double> numbers, List<Long> axes) {
        return constants.computeIfAbsent(List.of(numbers, axes), key -> {
            String name = "numbers_" + made++;
            graph.addInitializer(Protos.floats(name, numbers, axes));
            return new Value(this, name);
        });
    }

    /** The result of an operator of the standard. */
    Value apply(String operator, List<Value> operands, AttributeProto... attributes) {
        return applyOf("", operator, operands, attributes);
    }

    /** The result of an operator of ONNX Runtime. */
    Value applyOfRuntime(String operator, List<Value> operands, AttributeProto... attributes) {
        return applyOf(RUNTIME, operator, operands, attributes);
    }

    private Value applyOf(String domain, String operator, List<Value> operands, AttributeProto... attributes) {
        return several(1, node -> {
                    node.setDomain(domain).setOpType(operator).addAllAttribute(List.of(attributes));
                    operands.forEach(operand -> node.addInput(operand.name()));
                })
                .get(0);
    }

    /** The results of an operator that has more than one. */
    List<Value> several(int count, Consumer<NodeProto.Builder> definition) {
        NodeProto.Builder node = NodeProto.newBuilder();
        definition.accept(node);
        node.setName(node.getOpType() + "_" + made++);
        List<Value> results = java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new Value(this, node.getName() + ":" + i))
                .toList();
        results.forEach(result -> node.addOutput(result.name()));
        graph.addNode(node);
        return results;
    }

    /** A floating value of a type as one of the type that is computed in. */
    Value asComputed(Value value, int type) {
        return type == precision.onnx() ? value : value.cast(precision.onnx());
    }

    /**
     * The folder from which the files with weights are named; absent if there are none. It is the root of their disk, because the
     * runtime opens only files below this folder, and what changes a network lies beside it, not below.
     */
    public Optional<Path> folder() {
        return files.stream().findFirst().map(Path::getRoot);
    }

    /** The files with weights, in the order of their first use. */
    public Set<Path> files() {
        return java.util.Collections.unmodifiableSet(files);
    }

    /** The graph in ONNX's format. Files with weights are named as seen from {@link #folder}. */
    public byte[] model() {
        return model(graph.build());
    }

    /**
     * The same in as few parts as load one after the other, those with most weights {@linkplain Part#twice twice} first, without taking
     * more than so many times the memory of all weights; or nearly so.
     *
     * @return in the order in which they compute
     */
    public List<Part> parts(double times) {
        Partition partition = new Partition(graph.build());
        List<Load> loads = partition.loads();
        List<Integer> ends = new Division(loads).within(times);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (GraphProto part : partition.parts(ends)) {
            int end = ends.get(parts.size());
            long twice =
                    loads.subList(from, end).stream().mapToLong(Load::twice).sum();
            parts.add(new Part(model(part), twice));
            from = end;
        }
        return parts;
    }

    private byte[] model(GraphProto written) {
        ModelProto.Builder model = ModelProto.newBuilder();
        metadata.forEach((key, value) -> model.addMetadataProps(Protos.entry(key, value)));
        return model.setIrVersion(FORMAT)
                .setProducerName("quarry")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(RUNTIME).setVersion(1))
                .setGraph(written)
                .build()
                .toByteArray();
    }
}
