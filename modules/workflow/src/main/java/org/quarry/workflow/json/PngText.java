package org.quarry.workflow.json;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;

/**
 * Reads the texts that a picture carries, by the PNG specification (third edition), §11.3.3: {@code tEXt} in Latin-1,
 * {@code iTXt} in UTF-8, plain or deflated. Pixels are skipped unread.
 */
final class PngText {
    private static final int SIGNATURE = 8;
    private static final int LONGEST_TEXT = (int) JsonLimits.DEFAULT.bytes();
    private static final int MOST_CHUNKS = 1_000_000;

    private final DataInputStream in;
    private final String keyword;

    private PngText(DataInputStream in, String keyword) {
        this.in = in;
        this.keyword = keyword;
    }

    /**
     * The text under a keyword, in UTF-8.
     *
     * @param in at the file's first byte
     * @throws JsonException if the picture is damaged before it
     */
    static Optional<byte[]> find(DataInputStream in, String keyword) throws JsonException, IOException {
        in.skipNBytes(SIGNATURE);
        return new PngText(in, keyword).find();
    }

    private Optional<byte[]> find() throws JsonException, IOException {
        for (int i = 0; i < MOST_CHUNKS; i++) {
            long length = Integer.toUnsignedLong(in.readInt());
            if (length > Integer.MAX_VALUE) {
                throw damaged("a part of it claims " + length + " bytes");
            }
            byte[] name = in.readNBytes(4);
            String type = new String(name, StandardCharsets.ISO_8859_1);
            if (type.equals("IEND")) {
                return Optional.empty();
            }
            if (type.equals("tEXt") || type.equals("iTXt")) {
                byte[] content = content(name, (int) length);
                Optional<byte[]> text = type.equals("tEXt") ? latin(content) : international(content);
                if (text.isPresent()) {
                    return text;
                }
            } else {
                in.skipNBytes(length + Integer.BYTES);
            }
        }
        throw damaged("it has more than " + MOST_CHUNKS + " parts");
    }

    private byte[] content(byte[] name, int length) throws JsonException, IOException {
        if (length > LONGEST_TEXT) {
            throw damaged("a text in it claims " + length + " bytes, more than the " + LONGEST_TEXT + " allowed");
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException();
        }
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        if (in.readInt() != (int) sum.getValue()) {
            throw damaged("the checksum of a text in it does not match");
        }
        return content;
    }

    private Optional<byte[]> latin(byte[] content) {
        int end = keywordEnd(content);
        if (end < 0) {
            return Optional.empty();
        }
        String text = new String(content, end + 1, content.length - end - 1, StandardCharsets.ISO_8859_1);
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Keyword, 0, compressed or not, method, language, 0, translated keyword, 0, text. */
    private Optional<byte[]> international(byte[] content) throws JsonException {
        int end = keywordEnd(content);
        if (end < 0) {
            return Optional.empty();
        }
        int language = zero(content, end + 3);
        int start = zero(content, language + 1) + 1;
        byte[] text = Arrays.copyOfRange(content, start, content.length);
        if (content[end + 1] == 0) {
            return Optional.of(text);
        }
        if (content[end + 2] != 0) {
            throw damaged("its workflow is compressed by an unknown method");
        }
        return Optional.of(inflate(text));
    }

    /** Where the keyword ends, or -1 if it is another one. */
    private int keywordEnd(byte[] content) {
        byte[] wanted = keyword.getBytes(StandardCharsets.ISO_8859_1);
        boolean same = content.length > wanted.length
                && content[wanted.length] == 0
                && Arrays.equals(content, 0, wanted.length, wanted, 0, wanted.length);
        return same ? wanted.length : -1;
    }

    private static int zero(byte[] content, int from) throws JsonException {
        for (int i = from; i < content.length; i++) {
            if (content[i] == 0) {
                return i;
            }
        }
        throw damaged("a text in it has no end");
    }

    private static byte[] inflate(byte[] deflated) throws JsonException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw damaged("the compressed workflow in it is cut off");
                }
                text.write(buffer, 0, count);
                if (text.size() > LONGEST_TEXT) {
                    throw damaged("the workflow in it unpacks to more than " + LONGEST_TEXT + " bytes");
                }
            }
            return text.toByteArray();
        } catch (DataFormatException e) {
            throw new JsonException("the picture is damaged: the compressed workflow in it cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }

    private static JsonException damaged(String how) {
        return new JsonException("the picture is damaged: " + how + "; take another copy of it");
    }
}
