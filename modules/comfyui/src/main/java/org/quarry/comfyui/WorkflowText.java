package org.quarry.comfyui;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;

/** A workflow file in the making, its nodes laid out in columns: each to the right of all that it is wired from. */
final class WorkflowText {
    private static final int COLUMN = 260;
    private static final int ROW = 260;
    private static final int MARGIN = 40;

    private final Map<String, Placed> nodes = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** A node with its inputs. */
    final class Placed {
        private final Map<String, Json> members = new LinkedHashMap<>();
        private int column;

        private Placed(String type) {
            members.put("type", Json.of(type));
        }

        /** @param from a node that stands already, and its output: {@code model.unet} */
        Placed link(String input, String from) {
            Placed source = placed(from.substring(0, from.indexOf('.')));
            column = Math.max(column, source.column + 1);
            members.put(input, new Json.Members(Map.of("from", Json.of(from))));
            return this;
        }

        Placed set(String parameter, Json value) {
            members.put(parameter, value);
            return this;
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
            return owner == null ? base : base + "-" + number;
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

    Placed node(String name, String type) {
        Placed placed = new Placed(type);
        nodes.put(name, placed);
        return placed;
    }

    String text(String title) {
        Map<String, Json> types = new LinkedHashMap<>();
        Map<String, Json> layout = new LinkedHashMap<>();
        Map<Integer, Integer> heights = new HashMap<>();
        nodes.forEach((name, node) -> {
            int row = heights.merge(node.column, 1, Integer::sum) - 1;
            Json at = new Json.Elements(List.of(Json.of(MARGIN + COLUMN * node.column), Json.of(MARGIN + ROW * row)));
            types.put(name, new Json.Members(node.members));
            layout.put(name, new Json.Members(Map.of("at", at)));
        });
        Map<String, Json> file = new LinkedHashMap<>();
        file.put("quarry", Json.of(1));
        file.put("title", Json.of(title));
        file.put("nodes", new Json.Members(types));
        file.put("layout", new Json.Members(layout));
        return JsonWriter.line(new Json.Members(file));
    }
}
