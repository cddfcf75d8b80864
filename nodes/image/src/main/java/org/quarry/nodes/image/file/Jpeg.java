package org.quarry.nodes.image.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.quarry.tensor.Picture;

/**
 * Writes JPEG with texts in an XMP packet (ISO 16684-1). A segment of a JPEG holds at most 65533 bytes: a longer packet is cut
 * into extension segments, as part 3 of the XMP specification says.
 */
final class Jpeg implements Compressed {
    private static final byte[] STANDARD = ascii("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] EXTENSION = ascii("http://ns.adobe.com/xmp/extension/\0");
    private static final int MOST_IN_SEGMENT = 65_533;
    private static final int PIECE = 65_000;
    private static final int START_OF_IMAGE = 2;

    private final byte[] image;

    private Jpeg(byte[] image) {
        this.image = image;
    }

    /** @param quality 1 to 100 */
    static Jpeg of(Picture picture, int quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality / 100f);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(Levels.image(picture), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } finally {
            writer.dispose();
        }
        return new Jpeg(bytes.toByteArray());
    }

    @Override
    public byte[] file(Map<String, String> texts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // The texts stand after the header of JFIF, which must be the first segment.
        int header = START_OF_IMAGE + 2 + (image[4] & 0xff) * 256 + (image[5] & 0xff);
        file.write(image, 0, header);
        if (!texts.isEmpty()) {
            packet(file, texts);
        }
        file.write(image, header, image.length - header);
        return file.toByteArray();
    }

    private static void packet(ByteArrayOutputStream file, Map<String, String> texts) {
        byte[] packet = Xmp.packet(texts);
        if (STANDARD.length + packet.length <= MOST_IN_SEGMENT) {
            segment(file, STANDARD, packet);
            return;
        }
        String digest = Xmp.digest(packet);
        segment(file, STANDARD, Xmp.pointer(digest));
        for (int from = 0; from < packet.length; from += PIECE) {
            int length = Math.min(PIECE, packet.length - from);
            ByteBuffer piece = ByteBuffer.allocate(digest.length() + 2 * Integer.BYTES + length);
            piece.put(ascii(digest)).putInt(packet.length).putInt(from).put(packet, from, length);
            segment(file, EXTENSION, piece.array());
        }
    }

    private static void segment(ByteArrayOutputStream file, byte[] name, byte[] content) {
        int length = 2 + name.length + content.length;
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
        file.writeBytes(name);
        file.writeBytes(content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
