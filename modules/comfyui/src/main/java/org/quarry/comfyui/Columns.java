package org.quarry.comfyui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.comfyui.Canvas.Group;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/**
 * Nodes laid out in columns, each to the right of all that it is wired from. Those of a group stand in a band of their own
 * below, with a frame around it.
 */
final class Columns {
    private static final int COLUMN = 260;
    private static final int ROW = 260;
    private static final int MARGIN = 40;
    private static final int NODE = 220;

    private final Map<String, Placed> nodes;
    private final Canvas canvas;
    private final Map<String, Json> layout = new LinkedHashMap<>();
    private final List<Json> frames = new ArrayList<>();
    private int top = MARGIN;

    Columns(Map<String, Placed> nodes, Canvas canvas) {
        this.nodes = nodes;
        this.canvas = canvas;
        Map<String, Placed> rest = new LinkedHashMap<>(nodes);
        canvas.groups().forEach(group -> rest.values().removeIf(node -> holds(group, node)));
        band(rest);
        canvas.groups().forEach(this::framed);
    }

    Json layout() {
        return new Json.Members(layout);
    }

    List<Json> frames() {
        return List.copyOf(frames);
    }

    /** The notes stand below all nodes, side by side. */
    List<Json> notes() {
        List<Json> notes = new ArrayList<>();
        for (String text : canvas.notes()) {
            Map<String, Json> note = new LinkedHashMap<>();
            note.put("text", Json.of(text));
            note.put("at", pair(MARGIN + notes.size() * 2 * COLUMN, top));
            note.put("width", Json.of(2 * COLUMN - MARGIN));
            notes.add(new Json.Members(note));
        }
        return notes;
    }

    private boolean holds(Group group, Placed node) {
        // A node in two groups stands in the first.
        return canvas.groups().stream()
                .filter(each -> each.nodes().contains(node.origin()))
                .findFirst()
                .filter(group::equals)
                .isPresent();
    }

    private void framed(Group group) {
        Map<String, Placed> within = new LinkedHashMap<>(nodes);
        within.values().removeIf(node -> !holds(group, node));
        if (within.isEmpty()) {
            return;
        }
        int begin = top + MARGIN;
        top = begin + MARGIN;
        int left = within.values().stream().mapToInt(Placed::column).min().orElse(0);
        int right = within.values().stream().mapToInt(Placed::column).max().orElse(0);
        band(within);
        Map<String, Json> frame = new LinkedHashMap<>();
        frame.put("title", Json.of(group.title()));
        frame.put("at", pair(COLUMN * left + MARGIN / 2, begin));
        frame.put("size", pair(COLUMN * (right - left) + NODE + MARGIN, top - begin));
        frames.add(new Json.Members(frame));
    }

    private void band(Map<String, Placed> within) {
        Map<Integer, Integer> heights = new HashMap<>();
        within.forEach((name, node) -> {
            int row = heights.merge(node.column(), 1, Integer::sum) - 1;
            layout.put(name, new Json.Members(Map.of("at", pair(MARGIN + COLUMN * node.column(), top + ROW * row))));
        });
        top += ROW * heights.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static Json pair(int x, int y) {
        return new Json.Elements(List.of(Json.of(x), Json.of(y)));
    }
}
