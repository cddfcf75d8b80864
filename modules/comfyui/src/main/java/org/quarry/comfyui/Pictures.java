package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.List;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.json.Json;

/** Pictures that are read from files, and the edges of them. */
final class Pictures {
    private static final String FILE = "LoadImage";
    private static final String EDGES = "Canny";
    private static final BigDecimal WHITE = BigDecimal.valueOf(255);

    static final List<String> TYPES = List.of(FILE, EDGES);

    private final Draft draft;

    Pictures(Draft draft) {
        this.draft = draft;
    }

    /** The output that gives what one of {@link #TYPES} gives. */
    String picture(ApiNode node) {
        return node.type().equals(FILE) ? photo(node) : edges(node);
    }

    private String photo(ApiNode node) {
        String name = draft.name("picture", node);
        if (draft.carry(node)) {
            // In brackets stands one of ComfyUI's own folders.
            String file = node.file("image").replaceFirst(" \\[\\w+]$", "");
            draft.note(node, "put the file '" + file + "' beside the workflow, or set its path in node '" + name + "'");
            draft.workflow().node(name, "quarry:load-image@2").set("file", Json.of(file));
        }
        return name + ".picture";
    }

    private String edges(ApiNode node) {
        String name = draft.name("edges", node);
        if (draft.carry(node)) {
            String picture = picture(draft.graph().source(node, "image", TYPES));
            // Kornia measures changes of 0 to 1, and blurs with a standard deviation of 1 before.
            draft.workflow()
                    .node(name, "quarry:canny-edges@1")
                    .link("picture", picture)
                    .set(
                            "low",
                            new Json.Numeral(node.amount("low_threshold", 0.4).multiply(WHITE)))
                    .set(
                            "high",
                            new Json.Numeral(node.amount("high_threshold", 0.8).multiply(WHITE)))
                    .set("blur", Json.of(1));
            draft.note(
                    node,
                    "slanted edges count more here, as the sum of their changes across and down instead of its"
                            + " length; raise the thresholds of node '" + name + "' if there are too many");
        }
        return name + ".edges";
    }
}
