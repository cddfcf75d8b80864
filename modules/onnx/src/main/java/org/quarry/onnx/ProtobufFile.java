package org.quarry.onnx;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Walks over a protocol buffer in a file by a small window, so that weights of gigabytes are skipped and not read.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, Encoding</a>
 */
final class ProtobufFile implements Closeable {
    private static final int WINDOW = 1 << 14;
    private static final int MOST_NUMBERS = 64;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final FileChannel channel;
    private final long length;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;

    ProtobufFile(Path file) throws IOException {
        channel = FileChannel.open(file);
        length = channel.size();
    }

    /** The whole file as one message. */
    Part whole() {
        return new Part(0, length);
    }

    /** A field: its number, and its content if it is delimited, else its value. */
    record Field(int number, Part content, long value) {}

    /** Takes the fields of a message, in their order. */
    interface Visitor {
        void field(Field field) throws IOException;
    }

    /** A stretch of the file. */
    record Part(long start, long end) {
        long length() {
            return end - start;
        }
    }

    /** @throws EOFException if a field reaches beyond the message, as in a file that is cut off */
    void visit(Part message, Visitor visitor) throws IOException {
        long at = message.start();
        while (at < message.end()) {
            Varint tag = varint(at, message);
            Varint value = new Varint(0, tag.end());
            Part content = new Part(tag.end(), tag.end());
            switch ((int) (tag.value() & 7)) {
                case VARINT -> value = varint(tag.end(), message);
                case FIXED64 -> value = new Varint(0, tag.end() + Long.BYTES);
                case FIXED32 -> value = new Varint(0, tag.end() + Integer.BYTES);
                case DELIMITED -> {
                    Varint size = varint(tag.end(), message);
                    content = new Part(size.end(), size.end() + size.value());
                    value = new Varint(0, content.end());
                }
                default -> throw new IOException("byte " + at + " does not start a field of a protocol buffer");
            }
            if (value.end() > message.end() || value.end() < at) {
                throw new EOFException("the part that starts at byte " + at + " goes on to byte " + value.end());
            }
            visitor.field(new Field((int) (tag.value() >>> 3), content, value.value()));
            at = value.end();
        }
    }

    /** A content as UTF-8 text. @throws IOException also if it is longer than any name should be */
    String text(Part content) throws IOException {
        if (content.length() > WINDOW) {
            throw new IOException("a name at byte " + content.start() + " has " + content.length() + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) content.length());
        long at = content.start();
        while (bytes.hasRemaining()) {
            bytes.put(at(at++));
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    /** Adds the numbers of a repeated field, which may be packed. @throws IOException also if there are too many */
    void numbers(Field field, List<Long> numbers) throws IOException {
        Part packed = field.content();
        if (packed.length() == 0) {
            numbers.add(field.value());
        }
        for (long at = packed.start(); at < packed.end(); ) {
            Varint number = varint(at, packed);
            numbers.add(number.value());
            at = number.end();
            if (numbers.size() > MOST_NUMBERS) {
                break;
            }
        }
        if (numbers.size() > MOST_NUMBERS) {
            throw new IOException("a shape at byte " + packed.start() + " has more than " + MOST_NUMBERS + " axes");
        }
    }

    private record Varint(long value, long end) {}

    private Varint varint(long start, Part within) throws IOException {
        long value = 0;
        long at = start;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= within.end()) {
                throw new EOFException(
                        "the number that starts at byte " + start + " goes on beyond byte " + within.end());
            }
            byte next = at(at++);
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return new Varint(value, at);
            }
        }
        throw new IOException("the number that starts at byte " + start + " does not end");
    }

    private byte at(long position) throws IOException {
        if (position < windowStart || position >= windowStart + window.limit()) {
            window.clear();
            windowStart = position;
            int read = channel.read(window, position);
            window.flip();
            if (read <= 0) {
                throw new EOFException("the file ends at byte " + position);
            }
        }
        return window.get((int) (position - windowStart));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
