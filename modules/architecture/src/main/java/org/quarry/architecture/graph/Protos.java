package org.quarry.architecture.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.List;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.ElementType;
import org.quarry.architecture.checkpoint.StoredTensor;

/** ONNX's messages (onnx.proto). */
final class Protos {
    static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
    static final int FLOAT16 = TensorProto.DataType.FLOAT16_VALUE;
    static final int INT64 = TensorProto.DataType.INT64_VALUE;
    static final int INT32 = TensorProto.DataType.INT32_VALUE;

    // Newer than the library's messages, and numbers in the format.
    private static final int FLOAT8_E4M3 = 17;
    private static final int FLOAT8_E5M2 = 19;

    private Protos() {}

    static int type(ElementType type) {
        return switch (type) {
            case F64 -> TensorProto.DataType.DOUBLE_VALUE;
            case F32 -> FLOAT;
            case F16 -> FLOAT16;
            case BF16 -> TensorProto.DataType.BFLOAT16_VALUE;
            case F8_E4M3 -> FLOAT8_E4M3;
            case F8_E5M2 -> FLOAT8_E5M2;
            default -> throw new CheckpointException("weights in " + type + " cannot be computed with");
        };
    }

    /** An input or output of which no more is known. */
    static ValueInfoProto port(String name, int type) {
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder().setElemType(type).build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** @param axes sizes as {@code Integer} or {@code Long}, or names */
    static ValueInfoProto port(String name, int type, List<?> axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object axis : axes) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    axis instanceof Number number
                            ? size.setDimValue(number.longValue())
                            : size.setDimParam(axis.toString()));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }

    /** @param location of the tensor's file, from the folder that the graph is given with */
    static TensorProto external(String name, StoredTensor tensor, String location) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type(tensor.type()))
                .addAllDims(tensor.axes())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", Long.toString(tensor.offset())))
                .addExternalData(entry("length", Long.toString(tensor.bytes())))
                .build();
    }

    static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    static TensorProto integers(String name, long... numbers) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(INT64)
                .addDims(numbers.length)
                .addAllInt64Data(Arrays.stream(numbers).boxed().toList())
                .build();
    }

    static TensorProto floats(String name, List<Double> numbers, List<Long> axes) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(FLOAT)
                .addAllDims(axes)
                .addAllFloatData(numbers.stream().map(Double::floatValue).toList())
                .build();
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(com.google.protobuf.ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(values)
                .build();
    }
}
