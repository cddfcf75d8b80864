package org.quarry.onnx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes damaged files of good ones: bytes that fell over, and values that nobody would write. */
final class Damage {
    /** How many files a test damages; a short run unless asked for more. */
    static final int FILES = Integer.getInteger("quarry.fuzz", 3_000);

    private static final byte[] TOKENS = "{}[]\",:0123456789-e.".getBytes(StandardCharsets.US_ASCII);
    private static final List<Object> VALUES = List.of(
            0L,
            1L,
            -1L,
            3L,
            7L,
            1L << 31,
            Long.MAX_VALUE,
            -0.5,
            1e300,
            "",
            "x",
            "1",
            true,
            false,
            List.of(),
            List.of(0L),
            List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L),
            List.of("x"),
            List.of(List.of()),
            Map.of(),
            Map.of("x", 1L));

    private final SplittableRandom random;

    Damage(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A file that is cut off, longer, or has other bytes in some places. */
    byte[] bytes(byte[] good) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length + 9)) : good.clone();
        for (int change = random.nextInt(6); change >= 0 && bytes.length > 0; change--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : TOKENS[random.nextInt(TOKENS.length)];
        }
        return bytes;
    }

    /** Settings of which some are missing or have other values. */
    Map<String, Object> settings(Map<String, Object> good) {
        Map<String, Object> damaged = new LinkedHashMap<>(good);
        List<String> keys = new ArrayList<>(good.keySet());
        for (int change = random.nextInt(3); change >= 0; change--) {
            String key = one(keys);
            switch (random.nextInt(3)) {
                case 0 -> damaged.remove(key);
                case 1 -> damaged.put(key, one(VALUES));
                default -> damaged.put(key, damaged.get(key) instanceof List<?> list ? element(list) : one(VALUES));
            }
        }
        return damaged;
    }

    private List<Object> element(List<?> list) {
        List<Object> other = new ArrayList<>(list);
        if (!other.isEmpty()) {
            other.set(random.nextInt(other.size()), one(VALUES));
        }
        return other;
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
