package org.quarry.workflow.json;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;

/** Reads the texts that pictures carry: PNG in chunks of its own, JPEG and WebP in XMP. */
enum PictureText {
    PNG {
        @Override
        boolean begins(byte[] file) {
            return Arrays.equals(file, 0, 8, latin("\u0089PNG\r\n\u001a\n"), 0, 8);
        }

        @Override
        Optional<byte[]> find(DataInputStream in, String keyword) throws JsonException, IOException {
            return PngText.find(in, keyword);
        }
    },
    JPEG {
        @Override
        boolean begins(byte[] file) {
            return Arrays.equals(file, 0, 3, latin("\u00ff\u00d8\u00ff"), 0, 3);
        }

        @Override
        Optional<byte[]> find(DataInputStream in, String keyword) throws JsonException, IOException {
            return JpegText.find(in, keyword).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
    },
    WEBP {
        @Override
        boolean begins(byte[] file) {
            return Arrays.equals(file, 0, 4, latin("RIFF"), 0, 4) && Arrays.equals(file, 8, 12, latin("WEBP"), 0, 4);
        }

        @Override
        Optional<byte[]> find(DataInputStream in, String keyword) throws JsonException, IOException {
            return WebpText.find(in, keyword).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
    };

    private static final int BEGINNING = 12;

    /** @param file its first twelve bytes */
    abstract boolean begins(byte[] file);

    /** @param in at the file's first byte */
    abstract Optional<byte[]> find(DataInputStream in, String keyword) throws JsonException, IOException;

    /** The format of a file, if it begins as one of these does. */
    static Optional<PictureText> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] beginning = Arrays.copyOf(in.readNBytes(BEGINNING), BEGINNING);
            return Arrays.stream(values())
                    .filter(format -> format.begins(beginning))
                    .findFirst();
        }
    }

    /**
     * The text under a keyword, in UTF-8; empty if there is none.
     *
     * @throws JsonException if the picture is cut off or damaged before it
     */
    Optional<byte[]> find(Path file, String keyword) throws JsonException, IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return find(in, keyword);
        } catch (EOFException e) {
            throw new JsonException("the picture is cut off; take a complete copy of it", e);
        }
    }

    /** @throws JsonException if a text is longer than a workflow may be */
    static void limit(long bytes) throws JsonException {
        if (bytes > JsonLimits.DEFAULT.bytes()) {
            throw new JsonException("the picture is damaged: a text in it claims " + bytes + " bytes, more than the "
                    + JsonLimits.DEFAULT.bytes() + " allowed; take another copy of it");
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
