package org.quarry.application;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** ONNX files byte by byte: protocol buffers whose field numbers are those of onnx.proto. */
final class OnnxBytes {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private OnnxBytes() {}

    /** The smallest model that keeps a number in another file: y = w. */
    static byte[] networkWithWeightsIn(String file) {
        byte[] location = join(field(1, utf8("location")), field(2, utf8(file)));
        byte[] weight = join(number(1, 1), number(2, 1), field(8, utf8("w")), field(13, location), number(14, 1));
        byte[] identity = join(field(1, utf8("w")), field(2, utf8("y")), field(4, utf8("Identity")));
        byte[] tensor = field(1, join(number(1, 1), field(2, field(1, number(1, 1)))));
        byte[] output = join(field(1, utf8("y")), field(2, tensor));
        byte[] graph = join(field(1, identity), field(2, utf8("g")), field(5, weight), field(12, output));
        return join(number(1, 8), field(7, graph), field(8, number(2, 14)));
    }

    /**
     * A denoising network of one convolution of 1 x 1: each of four outputs is a sum of the input's channels.
     *
     * @param weights for each output in turn, one factor for each input channel
     */
    static byte[] convolution(int channels, float... weights) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * weights.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(weights);
        byte[] sizes = join(number(1, 4), number(1, channels), number(1, 1), number(1, 1));
        byte[] weight = join(sizes, number(2, FLOAT), field(8, utf8("w")), field(9, raw.array()));
        byte[] convolution = join(
                field(1, utf8("sample")), field(1, utf8("w")), field(2, utf8("out_sample")), field(4, utf8("Conv")));
        byte[] inputs = join(
                field(11, port("sample", FLOAT, named("B"), number(1, channels), named("H"), named("W"))),
                field(11, port("timestep", INT64)),
                field(11, port("encoder_hidden_states", FLOAT, named("B"), named("L"), number(1, 192))));
        byte[] output = field(12, port("out_sample", FLOAT, named("B"), number(1, 4), named("H"), named("W")));
        byte[] graph = join(field(1, convolution), field(2, utf8("g")), field(5, weight), inputs, output);
        return join(number(1, 8), field(7, graph), field(8, number(2, 14)));
    }

    private static byte[] port(String name, int element, byte[]... axes) {
        byte[] shape = join(Stream.of(axes).map(axis -> field(1, axis)).toArray(byte[][]::new));
        return join(field(1, utf8(name)), field(2, field(1, join(number(1, element), field(2, shape)))));
    }

    private static byte[] named(String axis) {
        return field(2, utf8(axis));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A field of a protocol buffer that holds bytes. */
    private static byte[] field(int number, byte[] content) {
        return join(new byte[] {(byte) (number << 3 | 2)}, code(content.length), content);
    }

    /** A field that holds a number. */
    private static byte[] number(int number, int value) {
        return join(new byte[] {(byte) (number << 3)}, code(value));
    }

    /** Seven bits in each byte, the lowest first. All here are below 16384. */
    private static byte[] code(int value) {
        return value < 128 ? new byte[] {(byte) value} : new byte[] {(byte) (value & 127 | 128), (byte) (value >> 7)};
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
