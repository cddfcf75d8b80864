package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/** Latents: empty, encoded, resized, mixed, and what samplers make. */
final class Latents {
    private static final Map<String, String> INTERPOLATIONS = Map.of(
            "nearest-exact", "nearest-exact",
            "bilinear", "bilinear",
            "area", "area",
            "bicubic", "bicubic",
            "bislerp", "bislerp");

    /** How often ComfyUI's node repeats a latent at most. */
    private static final int MOST = 64;

    private final Draft draft;
    private final Translation all;

    Latents(Draft draft, Translation all) {
        this.draft = draft;
        this.all = all;
    }

    /** What noise alone is drawn for. */
    record Empty(Json width, Json height, BigDecimal batch) {}

    /** The size of a latent that nothing is in. */
    Optional<Empty> empty(Wire wire) {
        ApiNode node = wire.from();
        Values values = draft.values();
        if (node.is("EmptyLatentImage", "EmptySD3LatentImage")) {
            draft.carry(node);
            double usual = node.type().equals("EmptyLatentImage") ? 512 : 1024;
            return Optional.of(new Empty(
                    values.number(node, "width", usual),
                    values.number(node, "height", usual),
                    values.amount(node, "batch_size", 1)));
        } else if (node.type().equals("RepeatLatentBatch")) {
            Optional<Empty> one = empty(draft.graph().wired(node, "samples"));
            one.ifPresent(found -> draft.carry(node));
            return one.map(found ->
                    new Empty(found.width(), found.height(), found.batch().multiply(values.amount(node, "amount", 1))));
        }
        return Optional.empty();
    }

    /** The output that gives the latent of a wire. */
    String output(Wire wire) {
        ApiNode node = wire.from();
        if (Runs.samples(node)) {
            return sampled(wire);
        } else if (empty(wire).isPresent()) {
            return nothing(wire);
        }
        return switch (node.type()) {
            case "VAEEncode", "VAEEncodeTiled" ->
                encoded(node, all.pictures().output(draft.graph().wired(node, "pixels")));
            case "VAEEncodeForInpaint" -> encoded(node, all.holes().picture(node));
            case "InpaintModelConditioning" ->
                encoded(node, all.pictures().output(draft.graph().wired(node, "pixels")));
            case "SetLatentNoiseMask" -> {
                draft.carry(node);
                yield output(draft.graph().wired(node, "samples"));
            }
            case "LatentUpscale", "LatentUpscaleBy" -> resized(node);
            case "LatentBlend" -> blended(node);
            case "RepeatLatentBatch" -> repeated(node);
            default -> all.placeholders().output(wire, Map.of());
        };
    }

    private String sampled(Wire wire) {
        String name = all.runs().denoise(wire.from());
        if (wire.output() == 1 && all.runs().leavesNoise(wire.from())) {
            draft.note(
                    wire.from(),
                    "denoised_output is what the network believes at the last step; here the noisy latent stands in for"
                            + " it");
        }
        return name + ".latent";
    }

    /** Noise taken times nothing. */
    private String nothing(Wire wire) {
        ApiNode node = wire.from();
        String name = draft.name("empty", node);
        if (!draft.workflow().holds(name)) {
            String noise = draft.name("empty-noise", node);
            empty(wire)
                    .ifPresent(size -> draft.workflow()
                            .node(noise, "quarry:noise-source@1", node)
                            .set("width", size.width())
                            .set("height", size.height())
                            .set("batch", new Json.Numeral(size.batch())));
            draft.workflow()
                    .node(name, "quarry:scale@1", node)
                    .link("tensor", noise + ".noise")
                    .set("factor", Json.of(0));
        }
        return name + ".tensor";
    }

    private String encoded(ApiNode node, String picture) {
        return encoded(node, "encode", picture);
    }

    /** The output that gives the latent of a picture. @param base of the name */
    String encoded(ApiNode node, String base, String picture) {
        String name = draft.name(base, node);
        if (!draft.workflow().holds(name)) {
            draft.carry(node);
            String vae = all.models().vaeOutput(node, "vae");
            Placed placed = draft.workflow()
                    .node(name, "quarry:vae-encode@2", node)
                    .link("pictures", picture)
                    .link("vae", vae);
            all.pictures().tiles(node, placed);
            draft.note(
                    node,
                    "sides that are no multiples of 8 pixels are cut there and refused here; put a Crop or Resize"
                            + " before node '" + name + "' for such a picture");
        }
        return name + ".latent";
    }

    private String resized(ApiNode node) {
        String name = draft.name("enlarge", node);
        if (draft.carry(node)) {
            String latent = output(draft.graph().wired(node, "samples"));
            String method = draft.values().text(node, "upscale_method", "nearest-exact");
            Placed placed = draft.workflow()
                    .node(name, "quarry:resize-latent@1", node)
                    .link("latent", latent)
                    .set("interpolation", Json.of(INTERPOLATIONS.getOrDefault(method, "nearest-exact")));
            if (node.type().equals("LatentUpscaleBy")) {
                placed.set("factor", draft.values().number(node, "scale_by", 1.5));
            } else {
                sides(node, placed);
            }
        }
        return name + ".latent";
    }

    private void sides(ApiNode node, Placed placed) {
        Json width = draft.values().number(node, "width", 512);
        Json height = draft.values().number(node, "height", 512);
        placed.set("width", width)
                .set("height", height)
                .set("factor", Json.of(1))
                .set(
                        "crop",
                        Json.of(draft.values().text(node, "crop", "disabled").equals("center")));
    }

    /** There the factor counts for the first latent, here the amount for the second. */
    private String blended(ApiNode node) {
        String name = draft.name("blend", node);
        if (draft.carry(node)) {
            String first = output(draft.graph().wired(node, "samples1"));
            String second = output(draft.graph().wired(node, "samples2"));
            BigDecimal amount = BigDecimal.ONE.subtract(draft.values().amount(node, "blend_factor", 0.5));
            draft.workflow()
                    .node(name, "quarry:blend@1", node)
                    .link("first", first)
                    .link("second", second)
                    .set("amount", new Json.Numeral(amount));
        }
        return name + ".mixture";
    }

    private String repeated(ApiNode node) {
        String name = draft.name("batch", node);
        if (draft.carry(node)) {
            String latent = output(draft.graph().wired(node, "samples"));
            int amount = Math.max(1, Math.min(MOST, draft.values().whole(node, "amount", 1)));
            List<String> same = Collections.nCopies(amount, latent);
            draft.workflow().node(name, "quarry:join-batch@1", node).links("parts", same);
        }
        return name + ".batch";
    }

    /** The node that measures a latent. */
    String size(ApiNode node, String latent, String model) {
        String name = draft.name("size", node);
        if (!draft.workflow().holds(name)) {
            draft.workflow()
                    .node(name, "quarry:latent-size@1", node)
                    .link("latent", latent)
                    .link("unet", model + ".unet");
        }
        return name;
    }

    /** The wire of a node that masks a latent; a mask goes through all that comes after it. */
    Optional<Wire> mask(Wire wire) {
        ApiNode node = wire.from();
        if (node.is("SetLatentNoiseMask", "VAEEncodeForInpaint")
                || node.type().equals("InpaintModelConditioning")
                        && draft.values().on(node, "noise_mask", true)) {
            return Optional.of(wire);
        }
        String before = Runs.samples(node) ? "latent_image" : "samples";
        return node.known() ? draft.graph().wire(node, before).flatMap(this::mask) : Optional.empty();
    }
}
