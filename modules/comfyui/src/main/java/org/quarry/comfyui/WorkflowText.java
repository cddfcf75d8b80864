package org.quarry.comfyui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;

/** A workflow file in the making. */
final class WorkflowText {
    private final Map<String, Placed> nodes = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** A node with its inputs. */
    final class Placed {
        private final Map<String, Json> members = new LinkedHashMap<>();
        private final String origin;
        private int column;

        private Placed(String type, ApiNode origin) {
            members.put("type", Json.of(type));
            this.origin = origin.number();
        }

        /** @param from a node that stands already, and its output: {@code model.unet} */
        Placed link(String input, String from) {
            after(from);
            members.put(input, wire(from));
            return this;
        }

        Placed links(String input, List<String> from) {
            from.forEach(this::after);
            members.put(
                    input,
                    new Json.Elements(from.stream().<Json>map(Placed::wire).toList()));
            return this;
        }

        Placed set(String parameter, Json value) {
            members.put(parameter, value);
            return this;
        }

        private void after(String from) {
            column = Math.max(column, placed(from.substring(0, from.indexOf('.'))).column + 1);
        }

        private static Json wire(String from) {
            return new Json.Members(Map.of("from", Json.of(from)));
        }

        /** How many nodes stand to its left, at least. */
        int column() {
            return column;
        }

        /** The number of the other tool's node that it came from. */
        String origin() {
            return origin;
        }
    }

    /**
     * The name of the node that does something for another tool's node: always the same for the same two.
     *
     * @param base plain for the first that asks, else with the number
     * @param number of the other tool's node
     */
    String name(String base, String number) {
        return names.computeIfAbsent(base + " " + number, key -> {
            String owner = owners.putIfAbsent(base, number);
            // A point or a slash would end the name.
            return owner == null ? base : base + "-" + number.replaceAll("[./]", "-");
        });
    }

    /** Whether there is a node of that name. */
    boolean holds(String name) {
        return nodes.containsKey(name);
    }

    /** A node that stands already. */
    Placed placed(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    /** @param origin the other tool's node that it does something for */
    Placed node(String name, String type, ApiNode origin) {
        Placed placed = new Placed(type, origin);
        nodes.put(name, placed);
        return placed;
    }

    String text(String title, Canvas canvas) {
        Columns columns = new Columns(nodes, canvas);
        Map<String, Json> types = new LinkedHashMap<>();
        nodes.forEach((name, node) -> types.put(name, new Json.Members(node.members)));
        Map<String, Json> file = new LinkedHashMap<>();
        file.put("quarry", Json.of(1));
        file.put("title", Json.of(title));
        file.put("nodes", new Json.Members(types));
        file.put("layout", columns.layout());
        List<Json> frames = new ArrayList<>(columns.frames());
        if (!frames.isEmpty()) {
            file.put("frames", new Json.Elements(frames));
        }
        List<Json> notes = columns.notes();
        if (!notes.isEmpty()) {
            file.put("notes", new Json.Elements(notes));
        }
        return JsonWriter.line(new Json.Members(file));
    }
}
