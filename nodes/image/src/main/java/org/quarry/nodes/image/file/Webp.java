package org.quarry.nodes.image.file;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;

/** Writes WebP (RFC 9649) by Google's encoder, with texts in an XMP chunk. */
final class Webp implements Compressed {
    private static final int LARGEST_SIDE = 16_383;
    private static final int LOSSLESS = 100;
    private static final int HEADER = 12;
    private static final byte HAS_XMP = 4;

    private final Picture picture;
    private final byte[] image;

    private Webp(Picture picture, byte[] image) {
        this.picture = picture;
        this.image = image;
    }

    /**
     * @param quality 1 to 100, where 100 keeps every pixel as it is
     * @throws NodeException if the picture is too large for the format, or the encoder does not run here
     */
    static Webp of(Picture picture, int quality) {
        if (Math.max(picture.width(), picture.height()) > LARGEST_SIDE) {
            throw new NodeException(
                    "pictures",
                    "the picture is " + picture.width() + " x " + picture.height() + " pixels, WebP holds at most "
                            + LARGEST_SIDE + " on a side; save it as PNG");
        }
        try {
            return new Webp(picture, encoded(picture, quality));
        } catch (IOException | LinkageError e) {
            throw new NodeException(
                    "file",
                    "the WebP encoder does not run on this machine: " + e.getMessage() + "; save as PNG or JPEG",
                    e);
        }
    }

    private static byte[] encoded(Picture picture, int quality) throws IOException {
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            WebPWriteParam how = new WebPWriteParam(Locale.ROOT);
            if (quality == LOSSLESS) {
                how.setCompressionType(CompressionType.Lossless);
            } else {
                how.setCompressionType(CompressionType.Lossy);
                how.setCompressionQuality(quality / 100f);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(Levels.image(picture), null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Override
    public byte[] file(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return image;
        }
        ByteBuffer features = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        features.putInt(HAS_XMP);
        threeBytes(features, picture.width() - 1);
        threeBytes(features, picture.height() - 1);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(ascii("WEBP"));
        chunk(chunks, "VP8X", features.array());
        // Lossy or lossless: the one chunk that the encoder wrote, with its padding.
        chunks.write(image, HEADER, image.length - HEADER);
        chunk(chunks, "XMP ", Xmp.packet(texts));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ascii("RIFF"));
        file.writeBytes(littleEndian(chunks.size()));
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream to, String name, byte[] content) {
        to.writeBytes(ascii(name));
        to.writeBytes(littleEndian(content.length));
        to.writeBytes(content);
        if (content.length % 2 == 1) {
            to.write(0);
        }
    }

    private static void threeBytes(ByteBuffer to, int value) {
        to.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
