package org.quarry.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Conversion between our floats and the element types of ONNX Runtime's tensors. */
final class Elements {
    private Elements() {}

    /**
     * Copies values into native memory. Whole numbers are rounded and kept within their type; every number but 0 is true.
     *
     * @param shape under which the runtime gets them
     */
    static OnnxTensor toRuntime(OrtEnvironment environment, Tensor tensor, OnnxJavaType type, Shape shape)
            throws OrtException {
        long[] axes = Arrays.stream(shape.toArray()).asLongStream().toArray();
        int count = shape.count();
        ByteBuffer bytes = ByteBuffer.allocateDirect(count * type.size).order(ByteOrder.nativeOrder());
        switch (type) {
            case FLOAT -> {
                FloatBuffer floats = bytes.asFloatBuffer().put(tensor.buffer()).flip();
                return OnnxTensor.createTensor(environment, floats, axes);
            }
            case DOUBLE -> {
                DoubleBuffer doubles = bytes.asDoubleBuffer();
                for (int i = 0; i < count; i++) {
                    doubles.put(i, tensor.at(i));
                }
                return OnnxTensor.createTensor(environment, doubles, axes);
            }
            case FLOAT16, BFLOAT16 -> {
                ShortBuffer halves = bytes.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    halves.put(i, half(tensor.at(i), type));
                }
                return OnnxTensor.createTensor(environment, halves, axes, type);
            }
            case INT64 -> {
                LongBuffer longs = bytes.asLongBuffer();
                for (int i = 0; i < count; i++) {
                    longs.put(i, Math.round((double) tensor.at(i)));
                }
                return OnnxTensor.createTensor(environment, longs, axes);
            }
            case INT32 -> {
                IntBuffer integers = bytes.asIntBuffer();
                for (int i = 0; i < count; i++) {
                    integers.put(i, Math.round(tensor.at(i)));
                }
                return OnnxTensor.createTensor(environment, integers, axes);
            }
            case UINT8, BOOL -> {
                for (int i = 0; i < count; i++) {
                    bytes.put(i, type == OnnxJavaType.BOOL ? truth(tensor.at(i)) : unsigned(tensor.at(i)));
                }
                return OnnxTensor.createTensor(environment, bytes, axes, type);
            }
            case INT8, INT16, STRING, UNKNOWN -> {}
        }
        throw new IllegalArgumentException("a port of type " + type + " should not have been declared");
    }

    private static short half(float value, OnnxJavaType type) {
        return type == OnnxJavaType.FLOAT16 ? Fp16Conversions.floatToFp16(value) : Fp16Conversions.floatToBf16(value);
    }

    private static byte truth(float value) {
        return (byte) (value == 0 ? 0 : 1);
    }

    private static byte unsigned(float value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Copies values out of native memory, once. */
    static Tensor fromRuntime(OnnxTensor result) {
        TensorInfo info = result.getInfo();
        Shape shape = Shape.of(
                Arrays.stream(info.getShape()).mapToInt(Math::toIntExact).toArray());
        return Tensor.adopt(shape, floats(result, info.type, shape.count()));
    }

    private static float[] floats(OnnxTensor result, OnnxJavaType type, int count) {
        switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                FloatBuffer copy = result.getFloatBuffer();
                if (copy.hasArray() && copy.arrayOffset() == 0 && copy.array().length == count) {
                    return copy.array();
                }
                float[] floats = new float[count];
                copy.get(floats);
                return floats;
            }
            case DOUBLE -> {
                DoubleBuffer doubles = result.getDoubleBuffer();
                return filled(count, i -> (float) doubles.get(i));
            }
            case INT64 -> {
                LongBuffer longs = result.getLongBuffer();
                return filled(count, longs::get);
            }
            case INT32 -> {
                IntBuffer integers = result.getIntBuffer();
                return filled(count, integers::get);
            }
            case UINT8, BOOL -> {
                ByteBuffer bytes = result.getByteBuffer();
                return filled(count, i -> Byte.toUnsignedInt(bytes.get(i)));
            }
            case INT8, INT16, STRING, UNKNOWN -> {}
        }
        throw new IllegalArgumentException("a port of type " + type + " should not have been declared");
    }

    private interface Read {
        float at(int index);
    }

    private static float[] filled(int count, Read read) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = read.at(i);
        }
        return floats;
    }
}
