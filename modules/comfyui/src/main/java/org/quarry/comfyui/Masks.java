package org.quarry.comfyui;

import java.util.Map;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.json.Json;

/** Masks: of files, of pictures, and changed. */
final class Masks {
    private static final Map<String, String> OPERATIONS = Map.of(
            "add", "union", "or", "union", "and", "intersection", "multiply", "intersection", "subtract", "difference");

    private final Draft draft;
    private final Translation all;

    Masks(Draft draft, Translation all) {
        this.draft = draft;
        this.all = all;
    }

    /** The output that gives the mask of a wire. */
    String output(Wire wire) {
        ApiNode node = wire.from();
        return switch (node.type()) {
            case "LoadImage" -> transparent(node);
            case "LoadImageMask" ->
                draft.values().text(node, "channel", "alpha").equals("alpha") ? transparent(node) : bright(node, wire);
            case "ImageToMask" -> bright(node, wire);
            case "ImagePadForOutpaint" -> beyond(node);
            case "InvertMask" -> changed(wire, "mask-inverted", "quarry:invert-mask@1");
            case "GrowMask" -> grown(wire);
            case "ThresholdMask" -> threshold(wire);
            case "MaskComposite" -> combined(wire);
            default -> all.placeholders().output(wire, Map.of());
        };
    }

    /** There a mask covers what is transparent, here the opposite. */
    private String transparent(ApiNode node) {
        String name = draft.name("transparent", node);
        if (!draft.workflow().holds(name)) {
            String picture = all.pictures().photo(node);
            draft.workflow().node(name, "quarry:invert-mask@1", node).link("masks", picture + ".mask");
        }
        return name + ".masks";
    }

    private String bright(ApiNode node, Wire wire) {
        String name = draft.name("mask", node);
        if (!draft.workflow().holds(name)) {
            String channel = draft.values().text(node, "channel", "red");
            String picture = node.type().equals("LoadImageMask")
                    ? all.pictures().photo(node) + ".picture"
                    : all.pictures().output(draft.graph().wired(node, "image"));
            draft.carry(node);
            draft.note(
                    wire.from(),
                    "the mask is the brightness of the picture here, not its " + channel
                            + " alone; for a picture in black and white that is the same");
            draft.workflow().node(name, "quarry:mask-from-brightness@1", node).link("pictures", picture);
        }
        return name + ".masks";
    }

    private String beyond(ApiNode node) {
        String pad = all.pictures().padded(node);
        int feathering = draft.values().whole(node, "feathering", 0);
        if (feathering == 0) {
            return pad + ".masks";
        }
        String name = draft.name("mask-soft", node);
        if (!draft.workflow().holds(name)) {
            draft.note(
                    node,
                    "the mask's edge is softened by a bell curve here, and by a square inwards there; change radius in"
                            + " node '"
                            + name + "' if the seam shows");
            draft.workflow()
                    .node(name, "quarry:feather-mask@1", node)
                    .link("masks", pad + ".masks")
                    .set("radius", Json.of(feathering / 2.0));
        }
        return name + ".masks";
    }

    private String changed(Wire wire, String base, String type) {
        ApiNode node = wire.from();
        String name = draft.name(base, node);
        if (draft.carry(node)) {
            String mask = output(draft.graph().wired(node, "mask"));
            draft.workflow().node(name, type, node).link("masks", mask);
        }
        return name + ".masks";
    }

    private String grown(Wire wire) {
        String output = changed(wire, "mask-grown", "quarry:grow-mask@1");
        boolean tapered = draft.values().on(wire.from(), "tapered_corners", true);
        if (tapered) {
            draft.note(wire.from(), "corners grow round here, and slanted there");
        }
        draft.workflow()
                .placed(output.substring(0, output.indexOf('.')))
                .set("pixels", draft.values().number(wire.from(), "expand", 0))
                .set("shape", Json.of(tapered ? "round" : "square"));
        return output;
    }

    private String threshold(Wire wire) {
        String output = changed(wire, "mask-hard", "quarry:threshold-mask@1");
        draft.workflow()
                .placed(output.substring(0, output.indexOf('.')))
                .set("level", draft.values().number(wire.from(), "value", 0.5));
        return output;
    }

    private String combined(Wire wire) {
        ApiNode node = wire.from();
        String operation = OPERATIONS.getOrDefault(draft.values().text(node, "operation", "multiply"), "");
        boolean moved =
                draft.values().whole(node, "x", 0) != 0 || draft.values().whole(node, "y", 0) != 0;
        if (moved || operation.isEmpty()) {
            return all.placeholders().output(wire, Map.of());
        }
        String name = draft.name("masks", node);
        if (draft.carry(node)) {
            String first = output(draft.graph().wired(node, "destination"));
            String second = output(draft.graph().wired(node, "source"));
            draft.note(node, "where both masks are soft, the smaller or larger value counts here, not product or sum");
            draft.workflow()
                    .node(name, "quarry:combine-masks@1", node)
                    .link("first", first)
                    .link("second", second)
                    .set("combining", Json.of(operation));
        }
        return name + ".masks";
    }
}
