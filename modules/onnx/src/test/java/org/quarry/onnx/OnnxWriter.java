package org.quarry.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the smallest ONNX files that show a behaviour, as protocol buffers by hand (onnx.proto gives the field numbers).
 *
 * <p>A graph is written from inputs, weights, nodes and outputs, in any order.
 */
final class OnnxWriter {
    /** TensorProto.DataType. */
    static final int FLOAT = 1;

    static final int UINT8 = 2;
    static final int INT8 = 3;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int BOOL = 9;
    static final int FLOAT16 = 10;
    static final int DOUBLE = 11;
    static final int BFLOAT16 = 16;

    private final Message graph = new Message();

    OnnxWriter input(String name, int type, Object... axes) {
        graph.message(11, value(name, type, axes));
        return this;
    }

    OnnxWriter output(String name, int type, Object... axes) {
        graph.message(12, value(name, type, axes));
        return this;
    }

    /** A node of one output. */
    OnnxWriter node(String operator, String output, String... inputs) {
        return node(operator, output, new Message(), inputs);
    }

    /** A node that changes the element type. */
    OnnxWriter cast(String output, int type, String input) {
        Message to = new Message().text(1, "to").number(3, type).number(20, 2);
        return node("Cast", output, new Message().message(5, to), input);
    }

    private OnnxWriter node(String operator, String output, Message attributes, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        graph.message(1, node.text(2, output).text(4, operator).append(attributes));
        return this;
    }

    /** Weights inside the file. */
    OnnxWriter weights(String name, int type, byte[] values, int... axes) {
        graph.message(5, tensor(name, type, axes).bytes(9, values));
        return this;
    }

    /** Weights in another file. */
    OnnxWriter weightsElsewhere(String name, int type, String file, long bytes, int... axes) {
        Message tensor = tensor(name, type, axes)
                .message(13, entry("location", file))
                .message(13, entry("offset", "0"))
                .message(13, entry("length", Long.toString(bytes)))
                .number(14, 1);
        graph.message(5, tensor);
        return this;
    }

    byte[] toBytes() {
        Message operators = new Message().number(2, 13);
        return new Message()
                .number(1, 8)
                .message(7, graph.copy().text(2, "g"))
                .message(8, operators)
                .toBytes();
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, toBytes());
    }

    private static Message tensor(String name, int type, int... axes) {
        Message tensor = new Message();
        for (int axis : axes) {
            tensor.number(1, axis);
        }
        return tensor.number(2, type).text(8, name);
    }

    private static Message entry(String key, String value) {
        return new Message().text(1, key).text(2, value);
    }

    private static Message value(String name, int type, Object... axes) {
        Message shape = new Message();
        for (Object axis : axes) {
            Message size = new Message();
            shape.message(1, axis instanceof String symbol ? size.text(2, symbol) : size.number(1, (Integer) axis));
        }
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        Message append(Message fields) {
            bytes.writeBytes(fields.toBytes());
            return this;
        }

        Message copy() {
            return new Message().append(this);
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }
}
