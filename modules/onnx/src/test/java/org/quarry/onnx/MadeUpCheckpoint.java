package org.quarry.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes checkpoints in the exact shapes of published models, with random weights of about the size that an initialisation gives
 * them, so that values neither vanish nor overflow on their way through a network.
 */
final class MadeUpCheckpoint {
    private static final int BLOCK = 1 << 20;

    /** Numbers of one sign and exponent each, from 1 to 2: 10 random bits behind the point, as halves hold them. */
    private final float[] pattern = new float[BLOCK];

    private final boolean half;

    /** @param half in 16 bits, else in 32; the numbers are the same */
    MadeUpCheckpoint(boolean half) {
        this.half = half;
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < BLOCK; i++) {
            float size = 1 + random.nextInt(1024) / 1024f;
            pattern[i] = random.nextBoolean() ? size : -size;
        }
    }

    /** Writes a {@code .safetensors} file with tensors of these shapes. */
    void write(Path file, Map<String, List<Long>> shapes) throws IOException {
        int bytes = half ? 2 : 4;
        List<String> entries = new ArrayList<>();
        long end = 0;
        for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
            long start = end;
            end += count(tensor.getValue()) * bytes;
            entries.add("\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(tensor.getKey(), half ? "F16" : "F32", tensor.getValue(), start, end));
        }
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer length =
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
            write(channel, length);
            write(channel, ByteBuffer.wrap(header));
            for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
                fill(channel, tensor.getKey(), tensor.getValue());
            }
        }
    }

    private void fill(FileChannel channel, String name, List<Long> shape) throws IOException {
        long left = count(shape);
        boolean scale = shape.size() == 1 && name.endsWith("weight");
        float size = scale ? 1 : 0.5f / (float) Math.sqrt(count(shape) / (double) (shape.isEmpty() ? 1 : shape.get(0)));
        // A power of two, so that halves hold the product as exactly as floats do.
        float factor = Math.scalb(1f, Math.max(-12, Math.getExponent(size)));
        ByteBuffer block = ByteBuffer.allocateDirect((int) Math.min(left, BLOCK) * (half ? 2 : 4))
                .order(ByteOrder.LITTLE_ENDIAN);
        while (left > 0) {
            int some = (int) Math.min(left, BLOCK);
            block.clear();
            for (int i = 0; i < some; i++) {
                // The scales of normalisations are positive in every trained network.
                float value = factor * (scale ? Math.abs(pattern[i]) : pattern[i]);
                if (half) {
                    block.putShort(ai.onnxruntime.platform.Fp16Conversions.floatToFp16(value));
                } else {
                    block.putFloat(value);
                }
            }
            write(channel, block.flip());
            left -= some;
        }
    }

    private static long count(List<Long> shape) {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
