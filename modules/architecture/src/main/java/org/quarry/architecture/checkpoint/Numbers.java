package org.quarry.architecture.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of small tensors, read into memory: those of networks stay in their files. */
public final class Numbers {
    private static final int HALF_FRACTION = 10;
    private static final int HALF_EXPONENTS = 0x1f;
    private static final int HALF_BIAS = 15;

    private Numbers() {}

    /**
     * The numbers of some tensors of one file, row by row.
     *
     * @throws CheckpointException if the file cannot be read, or they are of a type that is not read
     */
    public static Map<StoredTensor, float[]> read(Safetensors file, Collection<StoredTensor> tensors) {
        Map<StoredTensor, float[]> numbers = new LinkedHashMap<>();
        try (FileChannel channel = FileChannel.open(file.file())) {
            for (StoredTensor tensor : tensors) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(Math.toIntExact(tensor.bytes())).order(ByteOrder.LITTLE_ENDIAN);
                while (bytes.hasRemaining() && channel.read(bytes, tensor.offset() + bytes.position()) >= 0) {
                    // A channel may give less than was asked for.
                }
                numbers.put(tensor, decoded(tensor, bytes.flip()));
            }
        } catch (IOException e) {
            throw new CheckpointException(file.file() + " cannot be read: " + e.getMessage(), e);
        }
        return numbers;
    }

    private static float[] decoded(StoredTensor tensor, ByteBuffer bytes) {
        float[] numbers = new float[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (tensor.type()) {
                case F64 -> (float) bytes.getDouble();
                case F32 -> bytes.getFloat();
                case F16 -> half(bytes.getShort());
                case BF16 -> Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
                case I64 -> bytes.getLong();
                case I32 -> bytes.getInt();
                default ->
                    throw new CheckpointException(tensor.file() + ": '" + tensor.name() + "' is stored as "
                            + tensor.type() + ", and only F64, F32, F16, BF16, I64 and I32 are read here");
            };
        }
        return numbers;
    }

    /** IEEE 754, 16 bits: a sign, five bits of exponent, ten of fraction. */
    static float half(short bits) {
        int exponent = bits >> HALF_FRACTION & HALF_EXPONENTS;
        int fraction = bits & (1 << HALF_FRACTION) - 1;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == HALF_EXPONENTS) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        int whole = exponent == 0 ? fraction : fraction + (1 << HALF_FRACTION);
        return sign * Math.scalb((float) whole, Math.max(exponent, 1) - HALF_BIAS - HALF_FRACTION);
    }
}
