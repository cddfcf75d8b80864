package org.quarry.comfyui;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;

/** A workflow file in the making, its nodes laid out in columns. */
final class WorkflowText {
    private static final int COLUMN = 260;
    private static final int ROW = 260;
    private static final int MARGIN = 40;

    private final Map<String, Placed> nodes = new LinkedHashMap<>();
    private final Map<Integer, Integer> heights = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** A node with its inputs and its place. */
    static final class Placed {
        private final Map<String, Json> members = new LinkedHashMap<>();
        private final Json at;

        private Placed(String type, Json at) {
            members.put("type", Json.of(type));
            this.at = at;
        }

        Placed link(String input, String from) {
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

    /** Adds a node. @param column of the layout, from 0 */
    Placed node(String name, String type, int column) {
        int row = heights.merge(column, 1, Integer::sum) - 1;
        Json at = new Json.Elements(List.of(Json.of(MARGIN + COLUMN * column), Json.of(MARGIN + ROW * row)));
        Placed placed = new Placed(type, at);
        nodes.put(name, placed);
        return placed;
    }

    String text(String title) {
        Map<String, Json> types = new LinkedHashMap<>();
        Map<String, Json> layout = new LinkedHashMap<>();
        nodes.forEach((name, node) -> {
            types.put(name, new Json.Members(node.members));
            layout.put(name, new Json.Members(Map.of("at", node.at)));
        });
        Map<String, Json> file = new LinkedHashMap<>();
        file.put("quarry", Json.of(1));
        file.put("title", Json.of(title));
        file.put("nodes", new Json.Members(types));
        file.put("layout", new Json.Members(layout));
        return JsonWriter.line(new Json.Members(file));
    }
}
