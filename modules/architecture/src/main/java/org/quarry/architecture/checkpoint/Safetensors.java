package org.quarry.architecture.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/**
 * The header of a {@code .safetensors} file: eight bytes with the length of the header, a JSON object that gives each tensor its
 * type, shape and place, and then the tensors without holes and overlaps (format of Hugging Face, version 0.5).
 *
 * @param file absolute
 * @param tensors by name, in the order of their places
 * @param metadata what its writer said of it
 */
public record Safetensors(Path file, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    /** The format's own limit is 100 million bytes; a header of a thousand tensors has a hundred thousand. */
    private static final int LONGEST_HEADER = 16 << 20;

    private static final JsonLimits LIMITS = new JsonLimits(LONGEST_HEADER, 8, 500_000);
    private static final int LENGTH = 8;
    private static final String METADATA = "__metadata__";

    /** Copies the maps. */
    public Safetensors {
        tensors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads a file's header.
     *
     * @throws CheckpointException if it is missing or not whole; its tensors then are not where the header says
     */
    public static Safetensors read(Path path) {
        Path file = real(path);
        try (FileChannel channel = FileChannel.open(file)) {
            return read(file, channel.size(), (position, length) -> read(channel, position, length));
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file + " is missing; copy or download it again", e);
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Gives bytes of a file. */
    interface Bytes {
        ByteBuffer at(long position, int length) throws IOException;
    }

    static Safetensors read(Path file, long size, Bytes bytes) throws IOException {
        if (size < LENGTH) {
            throw broken(file, "it has " + size + " bytes, and the length of its header alone takes 8");
        }
        long header = bytes.at(0, LENGTH).getLong(0);
        if (header < 2 || header > LONGEST_HEADER || header > size - LENGTH) {
            String tooLong =
                    Long.compareUnsigned(header, LONGEST_HEADER) > 0 ? "; at most " + LONGEST_HEADER + " are read" : "";
            throw broken(
                    file,
                    "its first 8 bytes say that its header has " + Long.toUnsignedString(header)
                            + " bytes, and the file has " + size + tooLong);
        }
        return new Header(file, size, LENGTH + header)
                .read(bytes.at(LENGTH, (int) header).array());
    }

    /** Download folders are often links into a store; the runtime wants to see where the bytes are. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // A channel may give less than was asked for.
        }
        return buffer;
    }

    private static CheckpointException broken(Path file, String found) {
        return new CheckpointException(
                file + " is not a whole .safetensors file: " + found + "; copy or download it again");
    }

    private static final class Header {
        private final Path file;
        private final long size;
        private final long begin;

        /** @param begin the first byte after the header */
        Header(Path file, long size, long begin) {
            this.file = file;
            this.size = size;
            this.begin = begin;
        }

        Safetensors read(byte[] text) {
            List<StoredTensor> tensors = new ArrayList<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            members("its header", parse(text)).forEach((name, value) -> {
                if (name.equals(METADATA)) {
                    members(METADATA, value).forEach((key, said) -> {
                        if (said instanceof Json.Text word) {
                            metadata.put(key, word.text());
                        }
                    });
                } else {
                    tensors.add(tensor(name, members("'" + name + "'", value)));
                }
            });
            tensors.sort(Comparator.comparingLong(StoredTensor::offset).thenComparingLong(StoredTensor::bytes));
            checkPlaces(tensors);
            Map<String, StoredTensor> byName = new LinkedHashMap<>();
            tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
            return new Safetensors(file, byName, metadata);
        }

        private Json parse(byte[] text) {
            try {
                return JsonReader.readValue(text, LIMITS);
            } catch (JsonException e) {
                throw broken(file, "its header is " + e.getMessage());
            }
        }

        private Map<String, Json> members(String what, Json value) {
            if (value instanceof Json.Members object) {
                return object.members();
            }
            throw broken(file, what + " holds " + value.kind() + ", an object was wanted");
        }

        private StoredTensor tensor(String name, Map<String, Json> entry) {
            if (!(entry.get("dtype") instanceof Json.Text dtype)) {
                throw broken(file, "'" + name + "' has no 'dtype'");
            }
            ElementType type = ElementType.of(dtype.text())
                    .orElseThrow(() -> new CheckpointException(file + ": '" + name + "' has the type " + dtype.text()
                            + ", which is not known; save the checkpoint in F32, F16 or BF16"));
            List<Long> axes = numbers(name, "shape", entry);
            List<Long> range = numbers(name, "data_offsets", entry);
            if (range.size() != 2) {
                throw broken(file, "'" + name + "' has " + range.size() + " 'data_offsets', two were wanted");
            }
            long bytes = bytes(name, type, axes);
            if (range.get(1) - range.get(0) != bytes) {
                throw broken(
                        file,
                        "'" + name + "' takes the bytes " + range.get(0) + " to " + range.get(1) + ", and its shape "
                                + axes + " of " + type + " needs " + bytes);
            }
            if (range.get(1) > size - begin) {
                throw broken(
                        file, "'" + name + "' ends at byte " + (begin + range.get(1)) + ", and the file has " + size);
            }
            return new StoredTensor(name, file, type, axes, begin + range.get(0));
        }

        /** Of whole numbers that are not negative; the sum of their bytes and the header does not overflow. */
        private List<Long> numbers(String name, String key, Map<String, Json> entry) {
            if (!(entry.get(key) instanceof Json.Elements list)) {
                throw broken(file, "'" + name + "' has no list '" + key + "'");
            }
            List<Long> numbers = new ArrayList<>();
            for (Json element : list.elements()) {
                if (!(element instanceof Json.Numeral numeral) || !whole(numeral)) {
                    throw broken(
                            file, "'" + key + "' of '" + name + "' holds what is not a whole number from 0 to 2^53");
                }
                numbers.add(numeral.value().longValueExact());
            }
            return numbers;
        }

        private static boolean whole(Json.Numeral numeral) {
            // The scale first: a number such as 1e999999999 must not be written out.
            return numeral.value().precision() - (long) numeral.value().scale() <= 16
                    && numeral.value().scale() <= 16
                    && numeral.value().stripTrailingZeros().scale() <= 0
                    && numeral.value().signum() >= 0;
        }

        private long bytes(String name, ElementType type, List<Long> axes) {
            long bytes = type.bytes();
            try {
                for (long axis : axes) {
                    bytes = Math.multiplyExact(bytes, axis);
                }
                return bytes;
            } catch (ArithmeticException e) {
                throw broken(file, "'" + name + "' has the shape " + axes + ", more than any file holds");
            }
        }

        private void checkPlaces(List<StoredTensor> tensors) {
            long end = begin;
            for (StoredTensor tensor : tensors) {
                if (tensor.offset() != end) {
                    throw broken(
                            file,
                            "'" + tensor.name() + "' begins at byte " + tensor.offset()
                                    + ", and what is before it ends at " + end);
                }
                end = tensor.offset() + tensor.bytes();
            }
            if (end != size) {
                throw broken(file, "its tensors end at byte " + end + ", and the file has " + size);
            }
        }
    }
}
