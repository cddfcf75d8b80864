package org.quarry.nodes.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.quarry.tensor.Picture;

/**
 * Writes PNG (W3C, 3rd edition): 8 bits per channel, RGB, sRGB, with texts as {@code iTXt} chunks.
 *
 * <p>Written here because the first picture of a run by {@code javax.imageio} takes about 150 ms, nearly all of it for
 * loading classes, and this about 35 ms; a whole run of a small model takes 500. For the same reason there is one filter
 * and no search for the best.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int QUICK = 4;
    private static final int BYTES_PER_PIXEL = 3;
    private static final int PAETH = 4;

    private Png() {}

    /** @param texts keyword (Latin, up to 79 characters) to text */
    static byte[] encode(Picture picture, Map<String, String> texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(SIGNATURE);
            DataOutputStream file = new DataOutputStream(out);
            chunk(file, "IHDR", header(picture));
            chunk(file, "sRGB", new byte[] {0});
            for (Map.Entry<String, String> text : texts.entrySet()) {
                chunk(file, "iTXt", international(text.getKey(), text.getValue()));
            }
            chunk(file, "IDAT", compressed(picture));
            chunk(file, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.toByteArray();
    }

    private static byte[] header(Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.writeInt(picture.width());
        header.writeInt(picture.height());
        int bitsPerChannel = 8;
        int rgb = 2;
        header.write(new byte[] {(byte) bitsPerChannel, (byte) rgb, 0, 0, 0});
        return bytes.toByteArray();
    }

    /** Not compressed, no language: readable by the plainest reader. */
    private static byte[] international(String keyword, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(keyword.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(new byte[] {0, 0, 0, 0, 0});
        bytes.write(text.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] compressed(Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Small differences compress better so than at the usual setting, and in less than two thirds of the time.
        Deflater deflater = new Deflater(QUICK);
        deflater.setStrategy(Deflater.FILTERED);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            byte[] above = new byte[BYTES_PER_PIXEL * picture.width()];
            for (int y = 0; y < picture.height(); y++) {
                byte[] row = row(picture, y);
                stream.write(PAETH);
                stream.write(differences(row, above));
                above = row;
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] row(Picture picture, int y) {
        int width = picture.width();
        int plane = width * picture.height();
        byte[] row = new byte[BYTES_PER_PIXEL * width];
        for (int i = 0; i < row.length; i++) {
            float level = picture.pixels().at(i % BYTES_PER_PIXEL * plane + y * width + i / BYTES_PER_PIXEL);
            row[i] = (byte) (int) (255 * Math.min(1, Math.max(0, level)) + 0.5f);
        }
        return row;
    }

    /** Each byte as the difference from the one of its left, upper and upper left neighbours that a plane would have here. */
    private static byte[] differences(byte[] row, byte[] above) {
        byte[] differences = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            int left = i < BYTES_PER_PIXEL ? 0 : row[i - BYTES_PER_PIXEL] & 0xff;
            int upper = above[i] & 0xff;
            int upperLeft = i < BYTES_PER_PIXEL ? 0 : above[i - BYTES_PER_PIXEL] & 0xff;
            int fromLeft = Math.abs(upper - upperLeft);
            int fromUpper = Math.abs(left - upperLeft);
            int fromUpperLeft = Math.abs(left + upper - 2 * upperLeft);
            int nearest = fromUpper <= fromUpperLeft ? upper : upperLeft;
            differences[i] = (byte) (row[i] - (fromLeft <= fromUpper && fromLeft <= fromUpperLeft ? left : nearest));
        }
        return differences;
    }

    private static void chunk(DataOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        file.writeInt(content.length);
        file.write(name);
        file.write(content);
        file.writeInt((int) checksum.getValue());
    }
}
