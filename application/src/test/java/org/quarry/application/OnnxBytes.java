package org.quarry.application;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** ONNX files byte by byte: protocol buffers whose field numbers are those of onnx.proto. */
final class OnnxBytes {
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A field of a protocol buffer that holds bytes; all here are shorter than 128. */
    private static byte[] field(int number, byte[] content) {
        if (content.length >= 128) {
            throw new IllegalArgumentException(content.length + " bytes need a length of two bytes");
        }
        return join(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    /** A field that holds a number below 128. */
    private static byte[] number(int number, int value) {
        return new byte[] {(byte) (number << 3), (byte) value};
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
