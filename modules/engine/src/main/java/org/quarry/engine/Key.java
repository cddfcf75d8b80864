package org.quarry.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** 256 bits that stand for all that a value depends on. */
record Key(long first, long second, long third, long fourth) {
    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * 4);
        bytes.putLong(first).putLong(second).putLong(third).putLong(fourth);
        return HexFormat.of().formatHex(bytes.array());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Gathers the parts of one key after the other. */
    static final class Writer {
        private final MessageDigest digest = sha256();
        private final ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES * 4);

        /** A text with its length, so that no two sequences of texts look alike. */
        Writer text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            digest.update(bytes);
            return this;
        }

        Writer number(int number) {
            digest.update(numbers.clear().putInt(number).flip());
            return this;
        }

        Writer key(Key key) {
            numbers.clear().putLong(key.first).putLong(key.second).putLong(key.third);
            digest.update(numbers.putLong(key.fourth).flip());
            return this;
        }

        /** The key of what was written, and a fresh start. */
        Key finish() {
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            return new Key(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
    }
}
