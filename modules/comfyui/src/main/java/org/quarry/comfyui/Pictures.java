package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/** Pictures: read from files, decoded, and changed. */
final class Pictures {
    private static final BigDecimal WHITE = BigDecimal.valueOf(255);

    /** In brackets behind a file stands one of ComfyUI's own folders. */
    private static final String FOLDER = " \\[\\w+]$";

    private static final Map<String, String> RESAMPLINGS = Map.of(
            "nearest-exact",
            "nearest",
            "bilinear",
            "bilinear",
            "area",
            "area",
            "bicubic",
            "bicubic",
            "lanczos",
            "lanczos");

    private final Draft draft;
    private final Translation all;

    Pictures(Draft draft, Translation all) {
        this.draft = draft;
        this.all = all;
    }

    /** The output that gives the picture of a wire. */
    String output(Wire wire) {
        ApiNode node = wire.from();
        return switch (node.type()) {
            case "LoadImage" -> photo(node) + ".picture";
            case "VAEDecode", "VAEDecodeTiled" -> decoded(node) + ".pictures";
            case "Canny" -> edges(node) + ".edges";
            case "ImageScale" -> resized(node) + ".pictures";
            case "ImageScaleBy" -> resizedBy(wire);
            case "ImageCrop" -> cropped(node) + ".pictures";
            case "ImagePadForOutpaint" -> padded(node) + ".pictures";
            case "ImageCompositeMasked" -> composed(wire);
            case "MaskToImage" -> shown(node) + ".pictures";
            default -> all.placeholders().output(wire, Map.of());
        };
    }

    private String input(ApiNode node, String input) {
        return output(draft.graph().wired(node, input));
    }

    /** The node that reads a file. */
    String photo(ApiNode node) {
        String name = draft.name("picture", node);
        if (draft.carry(node)) {
            String file = draft.values().file(node, "image").replaceFirst(FOLDER, "");
            draft.note(node, "put the file '" + file + "' beside the workflow, or set its path in node '" + name + "'");
            draft.workflow().node(name, "quarry:load-image@2", node).set("file", Json.of(file));
        }
        return name;
    }

    private String decoded(ApiNode node) {
        String name = draft.name("decode", node);
        if (draft.carry(node)) {
            String latent = all.latents().output(draft.graph().wired(node, "samples"));
            String vae = all.models().vaeOutput(node, "vae");
            Placed placed = draft.workflow()
                    .node(name, "quarry:vae-decode@2", node)
                    .link("latent", latent)
                    .link("vae", vae);
            tiles(node, placed);
        }
        return name;
    }

    /** Tiles of the same size; how they fade into each other is another formula here. */
    void tiles(ApiNode node, Placed placed) {
        if (node.type().endsWith("Tiled")) {
            placed.set("tile", draft.values().number(node, "tile_size", 512))
                    .set("overlap", draft.values().number(node, "overlap", 64));
        }
    }

    private String edges(ApiNode node) {
        String name = draft.name("edges", node);
        if (draft.carry(node)) {
            String picture = input(node, "image");
            // Kornia measures changes of 0 to 1, and blurs with a standard deviation of 1 before.
            draft.workflow()
                    .node(name, "quarry:canny-edges@1", node)
                    .link("picture", picture)
                    .set("low", threshold(node, "low_threshold", 0.4))
                    .set("high", threshold(node, "high_threshold", 0.8))
                    .set("blur", Json.of(1));
            draft.note(
                    node,
                    "slanted edges count more here, as the sum of their changes across and down instead of its"
                            + " length; raise the thresholds of node '" + name + "' if there are too many");
        }
        return name;
    }

    private Json threshold(ApiNode node, String input, double usual) {
        return new Json.Numeral(draft.values().amount(node, input, usual).multiply(WHITE));
    }

    private String resized(ApiNode node) {
        String name = draft.name("resize", node);
        if (draft.carry(node)) {
            resize(name, node)
                    .set("width", draft.values().number(node, "width", 512))
                    .set("height", draft.values().number(node, "height", 512))
                    .set(
                            "crop",
                            Json.of(draft.values()
                                    .text(node, "crop", "disabled")
                                    .equals("center")));
            if (draft.values().whole(node, "width", 512) == 0 || draft.values().whole(node, "height", 512) == 0) {
                draft.note(
                        node,
                        "a width or height of 0 follows the other there; set both in node '" + name + "', which wants 1"
                                + " at least");
            }
        }
        return name;
    }

    private Placed resize(String name, ApiNode node) {
        String picture = input(node, "image");
        String method = draft.values().text(node, "upscale_method", "nearest-exact");
        if (method.equals("bilinear") || method.equals("bicubic")) {
            draft.note(
                    node,
                    "where the picture gets smaller, " + method + " takes all its pixels here, and the nearest "
                            + (method.equals("bilinear") ? "four" : "sixteen")
                            + " there: here fine patterns flicker less");
        }
        return draft.workflow()
                .node(name, "quarry:resize@2", node)
                .link("pictures", picture)
                .set("resampling", Json.of(RESAMPLINGS.getOrDefault(method, "lanczos")));
    }

    /** Resize wants a size in pixels, which only the graph can tell. */
    private String resizedBy(Wire wire) {
        ApiNode node = wire.from();
        Optional<Extent> size = all.sizes().picture(draft.graph().wired(node, "image"));
        if (size.isEmpty()) {
            return all.placeholders().output(wire, Map.of());
        }
        String name = draft.name("resize", node);
        if (draft.carry(node)) {
            Extent by = size.get().by(draft.values().amount(node, "scale_by", 1).doubleValue(), 1);
            resize(name, node)
                    .set("width", Json.of(by.width()))
                    .set("height", Json.of(by.height()))
                    .set("crop", Json.of(false));
        }
        return name + ".pictures";
    }

    private String cropped(ApiNode node) {
        String name = draft.name("crop", node);
        if (draft.carry(node)) {
            String picture = input(node, "image");
            draft.workflow()
                    .node(name, "quarry:crop@1", node)
                    .link("pictures", picture)
                    .set("left", draft.values().number(node, "x", 0))
                    .set("top", draft.values().number(node, "y", 0))
                    .set("width", draft.values().number(node, "width", 512))
                    .set("height", draft.values().number(node, "height", 512));
        }
        return name;
    }

    /** The node that gives the larger picture, and a mask of what is new. */
    String padded(ApiNode node) {
        String name = draft.name("pad", node);
        if (draft.carry(node)) {
            String picture = input(node, "image");
            Placed placed = draft.workflow().node(name, "quarry:pad@1", node).link("pictures", picture);
            for (String side : new String[] {"left", "top", "right", "bottom"}) {
                placed.set(side, draft.values().number(node, side, 0));
            }
        }
        return name;
    }

    private String composed(Wire wire) {
        ApiNode node = wire.from();
        boolean moved = draft.values().whole(node, "x", 0) != 0
                || draft.values().whole(node, "y", 0) != 0
                || draft.graph().wire(node, "mask").isEmpty();
        if (moved) {
            return all.placeholders().output(wire, Map.of());
        }
        String name = draft.name("composite", node);
        if (draft.carry(node)) {
            String front = input(node, "source");
            String back = input(node, "destination");
            String mask = all.masks().output(draft.graph().wired(node, "mask"));
            draft.workflow()
                    .node(name, "quarry:composite-by-mask@1", node)
                    .link("pictures", front)
                    .link("backgrounds", back)
                    .link("masks", mask);
        }
        return name + ".pictures";
    }

    private String shown(ApiNode node) {
        String name = draft.name("mask-picture", node);
        if (draft.carry(node)) {
            String mask = all.masks().output(draft.graph().wired(node, "mask"));
            draft.workflow().node(name, "quarry:mask-to-picture@1", node).link("masks", mask);
        }
        return name;
    }
}
