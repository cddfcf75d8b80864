package org.quarry.workflow.json;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.quarry.json.JsonException;

/**
 * Reads the texts that a JPEG carries in XMP, by part 3 of the XMP specification: one segment, and where that is too short
 * further ones that it names by their digest. Reading ends where the pixels begin.
 */
final class JpegText {
    private static final byte[] STANDARD = ascii("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] EXTENSION = ascii("http://ns.adobe.com/xmp/extension/\0");
    private static final int DIGEST = 32;
    private static final int XMP = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int END_OF_IMAGE = 0xffd9;

    private byte[] packet = {};
    private final ByteArrayOutputStream extension = new ByteArrayOutputStream();
    private String digest = "";

    private JpegText() {}

    /**
     * The text under a keyword.
     *
     * @param in at the file's first byte
     * @throws JsonException if a packet claims too much or is damaged
     */
    static Optional<String> find(DataInputStream in, String keyword) throws JsonException, IOException {
        JpegText text = new JpegText();
        text.segments(in);
        if (text.packet.length == 0) {
            return Optional.empty();
        }
        Optional<String> whole = XmpText.text(text.packet, keyword);
        Optional<String> wanted = XmpText.extension(text.packet).filter(text.digest::equals);
        return whole.isPresent() || wanted.isEmpty() ? whole : XmpText.text(text.extension.toByteArray(), keyword);
    }

    private void segments(DataInputStream in) throws JsonException, IOException {
        in.skipNBytes(2);
        while (true) {
            int marker = in.readUnsignedShort();
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return;
            }
            if (marker < 0xff00) {
                throw new JsonException(
                        "the picture is damaged: a segment of it has no marker; take another copy of it");
            }
            byte[] content = new byte[Math.max(0, in.readUnsignedShort() - 2)];
            in.readFully(content);
            if (marker == XMP) {
                xmp(content);
            }
        }
    }

    private void xmp(byte[] content) throws JsonException {
        if (begins(content, STANDARD)) {
            packet = Arrays.copyOfRange(content, STANDARD.length, content.length);
        } else if (begins(content, EXTENSION) && content.length > EXTENSION.length + DIGEST + 2 * Integer.BYTES) {
            String named = new String(content, EXTENSION.length, DIGEST, StandardCharsets.US_ASCII);
            ByteBuffer piece = ByteBuffer.wrap(content).position(EXTENSION.length + DIGEST);
            long length = Integer.toUnsignedLong(piece.getInt());
            PictureText.limit(length);
            // Written in order here; pieces of another packet, or out of order, are none of Quarry's.
            boolean next = Integer.toUnsignedLong(piece.getInt()) == extension.size();
            if (next
                    && (extension.size() == 0 || named.equals(digest))
                    && extension.size() + piece.remaining() <= length) {
                digest = named;
                extension.write(content, piece.position(), piece.remaining());
            }
        }
    }

    private static boolean begins(byte[] content, byte[] name) {
        return content.length >= name.length && Arrays.equals(content, 0, name.length, name, 0, name.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
