package org.quarry.comfyui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The classes of nodes that are translated. */
final class KnownNodes {
    private static final Map<String, Entry> ENTRIES = read();

    private KnownNodes() {}

    /**
     * One class.
     *
     * @param outputs their types, in order
     * @param widgets names of the values that are set in place, in the order that they are saved in
     * @param here what does the same here, in words
     */
    record Entry(String type, List<String> outputs, List<String> widgets, String here) {}

    static boolean holds(String type) {
        return ENTRIES.containsKey(type);
    }

    static Iterable<Entry> all() {
        return ENTRIES.values();
    }

    /** None for a class that is not known. */
    static List<String> widgets(String type) {
        Entry entry = ENTRIES.get(type);
        return entry == null ? List.of() : entry.widgets();
    }

    /** Empty for an output that is not known. */
    static String output(String type, int output) {
        Entry entry = ENTRIES.get(type);
        return entry == null || output >= entry.outputs().size()
                ? ""
                : entry.outputs().get(output);
    }

    private static Map<String, Entry> read() {
        try (InputStream in = Objects.requireNonNull(KnownNodes.class.getResourceAsStream("known-nodes.txt"))) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(KnownNodes::entry)
                    .forEach(entry -> entries.put(entry.type(), entry));
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String line) {
        String[] fields = line.split("\\|", -1);
        return new Entry(fields[0].strip(), words(fields[1]), words(fields[2]), fields[3].strip());
    }

    private static List<String> words(String field) {
        return Arrays.stream(field.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
