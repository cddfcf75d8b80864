package org.quarry.architecture.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A hundred thousand damaged files; {@code -Dquarry.fuzz=N} for more. */
class SafetensorsFuzzTest {
    private static final int FILES = Integer.getInteger("quarry.fuzz", 100_000);
    private static final byte[] TOKENS = "{}[]\",:0123456789-e.".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aDamagedFileIsReadOrRefusedWithASentence() throws IOException {
        byte[] good = good();
        SplittableRandom random = new SplittableRandom(8);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] file = damaged(good, random);
            try {
                for (StoredTensor tensor : read(file).tensors().values()) {
                    assertThat(tensor.offset() + tensor.bytes()).isBetween(0L, (long) file.length);
                }
            } catch (CheckpointException e) {
                assertThat(e).hasMessageContaining("damaged.safetensors");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(FILES / 2);
    }

    private static Safetensors read(byte[] file) throws IOException {
        return Safetensors.read(
                Path.of("damaged.safetensors"),
                file.length,
                (position, length) -> ByteBuffer.wrap(Arrays.copyOfRange(file, (int) position, (int) position + length))
                        .order(ByteOrder.LITTLE_ENDIAN));
    }

    private static byte[] good() {
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        for (int i = 0; i < 12; i++) {
            header.append(",\"blocks.%d.weight\":{\"dtype\":\"F16\",\"shape\":[2,4],\"data_offsets\":[%d,%d]}"
                    .formatted(i, 16 * i, 16 * i + 16));
        }
        byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + 12 * 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    private static byte[] damaged(byte[] good, SplittableRandom random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length + 9)) : good.clone();
        for (int change = random.nextInt(6); change >= 0 && bytes.length > 0; change--) {
            int place =
                    random.nextInt(4) == 0 ? random.nextInt(Math.min(10, bytes.length)) : random.nextInt(bytes.length);
            bytes[place] = random.nextBoolean() ? (byte) random.nextInt(256) : TOKENS[random.nextInt(TOKENS.length)];
        }
        return bytes;
    }
}
