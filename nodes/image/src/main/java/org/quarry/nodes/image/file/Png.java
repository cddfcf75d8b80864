package org.quarry.nodes.image.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/**
 * Writes PNG (W3C, 3rd edition): 8 bits per channel, RGB, sRGB, with texts as {@code iTXt} chunks.
 *
 * <p>Written here because the first picture of a run by {@code javax.imageio} takes about 150 ms, nearly all of it for
 * loading classes, and this about 35 ms; a whole run of a small model takes 500. For the same reason there is one filter
 * and no search for the best.
 */
final class Png implements Compressed {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String MEMORY = "writing to memory cannot fail";
    private static final int QUICK = 4;

    /** Bytes before for one byte after. */
    private static final int FLAT = 4;

    private static final int BYTES_PER_PIXEL = 3;
    private static final int PAETH = 4;

    private final Picture picture;
    private final byte[] pixels;

    private Png(Picture picture, byte[] pixels) {
        this.picture = picture;
        this.pixels = pixels;
    }

    /** Compresses a picture. */
    static Png of(Picture picture) {
        return new Png(picture, compressed(picture));
    }

    @Override
    public byte[] file(Map<String, String> texts) {
        Chunks chunks = new Chunks(picture, texts);
        chunks.add("IDAT", pixels);
        return chunks.end();
    }

    /** A file chunk by chunk: what comes before the pixels is there at once. */
    static final class Chunks {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        private final DataOutputStream file = new DataOutputStream(out);

        Chunks(Picture picture, Map<String, String> texts) {
            out.writeBytes(SIGNATURE);
            add("IHDR", header(picture));
            add("sRGB", new byte[] {0});
            texts.forEach((keyword, text) -> add("iTXt", international(keyword, text)));
        }

        void add(String type, byte[] content) {
            byte[] name = type.getBytes(StandardCharsets.US_ASCII);
            CRC32 checksum = new CRC32();
            checksum.update(name);
            checksum.update(content);
            try {
                file.writeInt(content.length);
                file.write(name);
                file.write(content);
                file.writeInt((int) checksum.getValue());
            } catch (IOException e) {
                throw new UncheckedIOException(MEMORY, e);
            }
        }

        byte[] end() {
            add("IEND", new byte[0]);
            return out.toByteArray();
        }
    }

    private static byte[] header(Picture picture) {
        int bitsPerChannel = 8;
        int rgb = 2;
        return ByteBuffer.allocate(13)
                .putInt(picture.width())
                .putInt(picture.height())
                .put(new byte[] {(byte) bitsPerChannel, (byte) rgb, 0, 0, 0})
                .array();
    }

    /** Not compressed, no language: readable by the plainest reader. */
    private static byte[] international(String keyword, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 0});
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /**
     * What networks draw differs from its surroundings by noise, in which searching for repetitions finds next to nothing:
     * to give frequent bytes short codes is quicker by far, and the result no larger. Only where that compresses well, as
     * in flat areas, a search may do better still.
     */
    static byte[] compressed(Picture picture) {
        byte[] filtered = filtered(picture);
        byte[] coded = deflated(filtered, Deflater.HUFFMAN_ONLY);
        if (coded.length > filtered.length / FLAT) {
            return coded;
        }
        byte[] searched = deflated(filtered, Deflater.FILTERED);
        return searched.length < coded.length ? searched : coded;
    }

    private static byte[] deflated(byte[] bytes, int strategy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        Deflater deflater = new Deflater(QUICK);
        deflater.setStrategy(strategy);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater, 1 << 16)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(MEMORY, e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** The rows, each after the number of its filter. */
    private static byte[] filtered(Picture picture) {
        int length = BYTES_PER_PIXEL * picture.width();
        byte[] filtered = new byte[(1 + length) * picture.height()];
        byte[] above = new byte[BYTES_PER_PIXEL + length];
        for (int y = 0; y < picture.height(); y++) {
            byte[] row = row(picture, y);
            int start = (1 + length) * y;
            filtered[start] = PAETH;
            differences(row, above, filtered, start + 1);
            above = row;
        }
        return filtered;
    }

    /** A row's bytes after a black pixel, the left neighbour of the first. */
    private static byte[] row(Picture picture, int y) {
        Tensor pixels = picture.pixels();
        int width = picture.width();
        byte[] row = new byte[BYTES_PER_PIXEL * (width + 1)];
        for (int channel = 0; channel < BYTES_PER_PIXEL; channel++) {
            int start = (channel * picture.height() + y) * width;
            for (int x = 0; x < width; x++) {
                row[BYTES_PER_PIXEL * (x + 1) + channel] = (byte) Levels.of(pixels.at(start + x));
            }
        }
        return row;
    }

    /** Each byte as the difference from the one of its left, upper and upper left neighbours that a plane would have here. */
    private static void differences(byte[] row, byte[] above, byte[] into, int start) {
        for (int i = BYTES_PER_PIXEL; i < row.length; i++) {
            int left = row[i - BYTES_PER_PIXEL] & 0xff;
            int upper = above[i] & 0xff;
            int upperLeft = above[i - BYTES_PER_PIXEL] & 0xff;
            int fromLeft = Math.abs(upper - upperLeft);
            int fromUpper = Math.abs(left - upperLeft);
            int fromUpperLeft = Math.abs(left + upper - 2 * upperLeft);
            int nearest = fromUpper <= fromUpperLeft ? upper : upperLeft;
            int predicted = fromLeft <= fromUpper && fromLeft <= fromUpperLeft ? left : nearest;
            into[start + i - BYTES_PER_PIXEL] = (byte) (row[i] - predicted);
        }
    }
}
