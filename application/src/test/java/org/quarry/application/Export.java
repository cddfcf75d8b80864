package org.quarry.application;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.quarry.architecture.Blueprint;
import org.quarry.architecture.Networks;
import org.quarry.architecture.Settings;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/** A network in ONNX's format, with the names and types of inputs and outputs that one exporter or the other gives them. */
final class Export {
    static final int FLOAT = 1;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int FLOAT16 = 10;

    /** Names inside the graph have this after those of its inputs and outputs. */
    private static final String INSIDE = "_inside";

    private final ModelProto.Builder model;

    private Export(byte[] onnx) throws InvalidProtocolBufferException {
        this.model = ModelProto.parseFrom(onnx).toBuilder();
    }

    /** A network that was exported already. */
    static Export of(Path onnx) throws IOException {
        return new Export(Files.readAllBytes(onnx));
    }

    /** A network with its weights in a file beside it, as exporters keep those of large ones. */
    static Export of(String component, Settings settings, Weights weights, Path beside) throws IOException {
        Blueprint blueprint = Networks.write(component, settings, weights, Precision.FLOAT32);
        Files.createDirectories(beside.getParent());
        Files.copy(blueprint.files().iterator().next(), beside);
        Export export = new Export(blueprint.model());
        export.graph().getInitializerBuilderList().forEach(tensor -> locate(tensor, beside));
        return export;
    }

    /** What a network's {@code config.json} says. */
    @SuppressWarnings("unchecked")
    static Settings settings(Path file) throws IOException, JsonException {
        Map<String, Object> values =
                (Map<String, Object>) ((Json.Members) JsonReader.readValue(file, JsonLimits.DEFAULT)).toJava();
        values.values().removeIf(java.util.Objects::isNull);
        return new Settings(file.toString(), values);
    }

    private static void locate(TensorProto.Builder tensor, Path file) {
        for (StringStringEntryProto.Builder entry : tensor.getExternalDataBuilderList()) {
            if (entry.getKey().equals("location")) {
                entry.setValue(file.getFileName().toString());
            }
        }
    }

    private GraphProto.Builder graph() {
        return model.getGraphBuilder();
    }

    /** An input of another element type than the graph computes with. */
    Export input(String name, int type) {
        TypeProto.Tensor.Builder port = port(graph().getInputBuilderList(), name);
        int computed = port.getElemType();
        port.setElemType(type);
        return entering(name, node -> cast(node, computed));
    }

    /** An input with a first axis, the batch, that the graph has no use for. */
    Export inputForEachRow(String name) {
        TypeProto.Tensor.Builder port = port(graph().getInputBuilderList(), name);
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addAllDim(port.getShape().getDimList());
        port.setShape(shape);
        String first = name + "_first";
        graph().addInitializer(TensorProto.newBuilder()
                .setName(first)
                .setDataType(INT64)
                .addInt64Data(0));
        return entering(name, node -> node.setOpType("Gather").addInput(first));
    }

    private Export entering(String name, UnaryOperator<NodeProto.Builder> change) {
        for (NodeProto.Builder node : graph().getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(name)) {
                    node.setInput(i, name + INSIDE);
                }
            }
        }
        graph().addNode(0, change.apply(NodeProto.newBuilder().addInput(name).addOutput(name + INSIDE)));
        return this;
    }

    /** An output of another element type than the graph computes with. */
    Export output(String name, int type) {
        port(graph().getOutputBuilderList(), name).setElemType(type);
        leaving(name, name + INSIDE);
        graph().addNode(cast(NodeProto.newBuilder(), type)
                .addInput(name + INSIDE)
                .addOutput(name));
        return this;
    }

    /** An output under another name. */
    Export renamed(String output, String other) {
        graph().getOutputBuilderList().stream()
                .filter(each -> each.getName().equals(output))
                .forEach(each -> each.setName(other));
        leaving(output, other);
        return this;
    }

    private void leaving(String output, String other) {
        for (NodeProto.Builder node : graph().getNodeBuilderList()) {
            for (int i = 0; i < node.getOutputCount(); i++) {
                if (node.getOutput(i).equals(output)) {
                    node.setOutput(i, other);
                }
            }
        }
    }

    private static NodeProto.Builder cast(NodeProto.Builder node, int type) {
        return node.setOpType("Cast")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeType.INT)
                        .setI(type));
    }

    private static TypeProto.Tensor.Builder port(List<ValueInfoProto.Builder> ports, String name) {
        return ports.stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getTypeBuilder()
                .getTensorTypeBuilder();
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, model.build().toByteArray());
    }
}
