package org.quarry.node.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * The descriptors as they lie beside the sources, under version control: what users' files rely on. They have no module
 * version, so a release changes nothing in them.
 */
final class Committed {
    private final Path file;
    private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();

    /** @throws IOException if the file is there and cannot be read; the message says where */
    Committed(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (Map<String, Object> node : Entries.objects(read(file), "nodes")) {
                nodes.put(Entries.text(node, "id"), node);
            }
        }
    }

    private static Map<String, Object> read(Path file) throws IOException {
        try {
            return JsonParse.object(Files.readString(file));
        } catch (IOException e) {
            throw new IOException(file + " cannot be read, " + e.getMessage() + "; restore it", e);
        }
    }

    /**
     * Reports a node whose declaration breaks a promise made by the committed one.
     *
     * @param ids of all nodes that the module has now
     */
    void check(Map<String, Object> now, Element at, Set<String> ids, Problems problems) {
        String id = Entries.text(now, "id");
        Map<String, Object> before = nodes.get(id);
        if (before == null) {
            checkRename(now, at, ids, problems);
            return;
        }
        int committed = Entries.version(before);
        int version = Entries.version(now);
        if (version < committed) {
            problems.add(
                    at,
                    "version of " + id + " went down from " + committed + " to " + version + "; files of version "
                            + committed + " may exist: set version = " + committed + " or higher");
        }
        List<String> changes = Changes.between(before, now);
        if (version == committed && !changes.isEmpty()) {
            problems.add(
                    at,
                    id + " changed, but its version is still " + version + ": " + String.join("; ", changes)
                            + ". Set version = " + (version + 1)
                            + " and carry old files forward in migrate, or undo the "
                            + "change; if version " + version + " was never released, take the node out of " + file);
        }
    }

    private void checkRename(Map<String, Object> now, Element at, Set<String> ids, Problems problems) {
        for (Map<String, Object> before : nodes.values()) {
            boolean gone = !ids.contains(Entries.text(before, "id"));
            if (gone && Entries.text(before, "class").equals(Entries.text(now, "class"))) {
                problems.add(
                        at,
                        "the id of " + at.getSimpleName() + " was " + Entries.text(before, "id") + " and is "
                                + Entries.text(now, "id")
                                + ", but ids are written into files: put the old one back, or if "
                                + "it was never released, take the node out of " + file);
            }
        }
    }

    /** Writes the file if it does not say this already. */
    void update(Collection<Map<String, Object>> now) throws IOException {
        if (now.isEmpty() && !Files.exists(file)) {
            return;
        }
        String text = JsonText.of(Map.of("nodes", List.copyOf(now)));
        if (!Files.exists(file) || !Files.readString(file).replace("\r\n", "\n").equals(text)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
    }
}
