package org.quarry.workflow.json;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.quarry.json.JsonException;

/** Reads the texts that a WebP (RFC 9649) carries in its XMP chunk. Pixels are skipped unread. */
final class WebpText {
    private static final int HEADER = 12;
    private static final int MOST_CHUNKS = 1_000_000;

    private WebpText() {}

    /**
     * The text under a keyword.
     *
     * @param in at the file's first byte
     * @throws JsonException if the packet claims too much or is damaged
     */
    static Optional<String> find(DataInputStream in, String keyword) throws JsonException, IOException {
        in.skipNBytes(HEADER);
        for (int i = 0; i < MOST_CHUNKS; i++) {
            byte[] name = in.readNBytes(4);
            if (name.length < 4) {
                return Optional.empty();
            }
            long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            if (new String(name, StandardCharsets.US_ASCII).equals("XMP ")) {
                PictureText.limit(length);
                byte[] packet = in.readNBytes((int) length);
                if (packet.length < length) {
                    throw new EOFException();
                }
                return XmpText.text(packet, keyword);
            }
            in.skipNBytes(length + length % 2);
        }
        return Optional.empty();
    }
}
