package org.quarry.extension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.json.JsonWriter;
import org.quarry.workflow.ModuleNote;
import org.quarry.workflow.NodeSources;

/**
 * The file that says what is installed.
 *
 * @param modules in the order in which they were first installed
 * @param removed those that were: a workflow that uses one may say nothing of it
 */
record Register(List<Installed> modules, List<NodeSources.Removed> removed) {
    static final String FILE = "installed.json";

    private static final String COUNTER = "modules";
    private static final JsonLimits LIMITS = new JsonLimits(64L << 20, 20, 1_000_000);
    private static final int OPEN = 3;

    Register {
        modules = List.copyOf(modules);
        removed = List.copyOf(removed);
    }

    /** Reads it; where there is none, nothing is installed. @throws ModuleException if it is broken */
    static Register read(Path folder) throws ModuleException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return new Register(List.of(), List.of());
        }
        try {
            Fields fields = Fields.of(JsonReader.readValue(file, LIMITS), "it");
            if (fields.whole(COUNTER) != 1) {
                throw new JsonException("it is of a later Quarry (format " + fields.whole(COUNTER) + ")");
            }
            List<Installed> modules = new ArrayList<>();
            for (Fields module : fields.objects("installed")) {
                modules.add(Installed.read(module, folder));
            }
            List<NodeSources.Removed> removed = new ArrayList<>();
            for (Fields module : fields.objects("removed")) {
                removed.add(removed(module));
            }
            return new Register(modules, removed);
        } catch (IOException | JsonException e) {
            throw new ModuleException(
                    file + " cannot be read: " + e.getMessage()
                            + "; no installed module is in use; update Quarry, or delete"
                            + " this file and install the modules again",
                    e);
        }
    }

    private static NodeSources.Removed removed(Fields fields) throws JsonException {
        ModuleNote module = new ModuleNote(fields.text("id"), fields.text("version"), fields.text("centre", ""));
        return new NodeSources.Removed(module, fields.texts("brought"));
    }

    private static Json json(NodeSources.Removed gone) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("id", Json.of(gone.module().id()));
        members.put("version", Json.of(gone.module().version()));
        if (!gone.module().centre().isEmpty()) {
            members.put("centre", Json.of(gone.module().centre()));
        }
        members.put("brought", Json.ofTexts(gone.brought()));
        return new Json.Members(members);
    }

    /** Others see either the old content or the new. */
    void write(Path folder) throws IOException {
        Map<String, Json> json = new LinkedHashMap<>();
        json.put(COUNTER, Json.of(1));
        json.put(
                "installed",
                new Json.Elements(modules.stream().map(Installed::json).toList()));
        if (!removed.isEmpty()) {
            json.put(
                    "removed",
                    new Json.Elements(removed.stream().map(Register::json).toList()));
        }
        Path draft = Files.createTempFile(folder, ".installed", ".saving");
        try {
            Files.write(draft, JsonWriter.pretty(new Json.Members(json), OPEN).getBytes(StandardCharsets.UTF_8));
            replace(draft, folder.resolve(FILE));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void replace(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network folders cannot; then a plain replacement is the best there is.
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Optional<Installed> find(String id) {
        return modules.stream().filter(module -> module.id().equals(id)).findFirst();
    }

    /** With a module in the place of its earlier version, else at the end. */
    Register with(Installed module) {
        List<Installed> changed = new ArrayList<>(modules);
        int at = changed.indexOf(find(module.id()).orElse(module));
        if (at < 0) {
            changed.add(module);
        } else {
            changed.set(at, module);
        }
        return new Register(changed, forgotten(module.id()));
    }

    /** Without a module, but knowing that it was there. */
    Register without(Installed module) {
        List<NodeSources.Removed> gone = new ArrayList<>(forgotten(module.id()));
        gone.add(module.removed());
        return new Register(
                modules.stream()
                        .filter(other -> !other.id().equals(module.id()))
                        .toList(),
                gone);
    }

    private List<NodeSources.Removed> forgotten(String id) {
        return removed.stream().filter(gone -> !gone.module().id().equals(id)).toList();
    }
}
