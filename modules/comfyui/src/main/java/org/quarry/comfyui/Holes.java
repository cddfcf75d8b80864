package org.quarry.comfyui;

import java.util.List;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.comfyui.Prompts.Side;
import org.quarry.json.Json;

/** The parts of pictures that a run fills: masked latents, and pictures with the masked part taken out. */
final class Holes {
    private static final String CUT = "VAEEncodeForInpaint";

    private final Draft draft;
    private final Translation all;

    Holes(Draft draft, Translation all) {
        this.draft = draft;
        this.all = all;
    }

    /** The output that gives a picture whose masked part is grey, so that nothing of it shows in the latent. */
    String picture(ApiNode node) {
        String name = draft.name("cut", node);
        if (!draft.workflow().holds(name)) {
            String picture = all.pictures().output(draft.graph().wired(node, "pixels"));
            String mask = hard(node);
            String grey = draft.name("grey", node);
            draft.workflow()
                    .node(grey, "quarry:adjust-colour@1", node)
                    .link("pictures", picture)
                    .set("contrast", Json.of(0));
            draft.workflow()
                    .node(name, "quarry:composite-by-mask@1", node)
                    .link("pictures", grey + ".pictures")
                    .link("backgrounds", picture)
                    .link("masks", mask);
        }
        return name + ".pictures";
    }

    private String hard(ApiNode node) {
        String name = draft.name("mask-hard", node);
        if (!draft.workflow().holds(name)) {
            String mask = all.masks().output(draft.graph().wired(node, "mask"));
            draft.workflow()
                    .node(name, "quarry:threshold-mask@1", node)
                    .link("masks", mask)
                    .set("level", Json.of(0.5));
        }
        return name + ".masks";
    }

    /** What a network that was trained to fill looks at beside its sample: the mask, and the latent of what stays. */
    String channels(ApiNode node, String conditioning, Side side) {
        String name = draft.name("channels-" + side.base(), node, side.model());
        if (!draft.workflow().holds(name)) {
            String cut = all.latents().encoded(node, "encode-cut", picture(node));
            String mask = draft.name("mask-channel", node, side.model());
            if (!draft.workflow().holds(mask)) {
                draft.workflow()
                        .node(mask, "quarry:latent-mask@1", node)
                        .link("masks", hard(node))
                        .link("vae", side.model() + ".vae")
                        .set("reduction", Json.of("nearest"));
            }
            draft.workflow()
                    .node(name, "quarry:channel-conditioning@1", node)
                    .link("conditioning", conditioning)
                    .links("channels", List.of(mask + ".mask", cut));
        }
        return name + ".conditioning";
    }

    private String mask(ApiNode node) {
        if (!node.type().equals(CUT)) {
            return all.masks().output(draft.graph().wired(node, "mask"));
        }
        int grown = draft.values().whole(node, "grow_mask_by", 6);
        if (grown == 0) {
            return hard(node);
        }
        String name = draft.name("mask-grown", node);
        if (!draft.workflow().holds(name)) {
            String hard = hard(node);
            draft.workflow()
                    .node(name, "quarry:grow-mask@1", node)
                    .link("masks", hard)
                    .set("pixels", Json.of(grown / 2))
                    .set("shape", Json.of("square"));
        }
        return name + ".masks";
    }

    /** A run with a mask. @param size the node that measures its latent @param model its Load model */
    record Masked(ApiNode sampler, String size, String model) {}

    /**
     * The output that gives a mask in the size of a latent.
     *
     * @param wire of the node that masks
     */
    String latentMask(Wire wire, Masked run) {
        String name = draft.name("latent-mask", run.sampler());
        if (!draft.workflow().holds(name)) {
            String mask = mask(wire.from());
            if (!fits(wire.from(), draft.graph().wired(run.sampler(), "latent_image"))) {
                String fitted = draft.name("mask-resized", run.sampler());
                draft.workflow()
                        .node(fitted, "quarry:resize-mask@1", wire.from())
                        .link("masks", mask)
                        .link("width", run.size() + ".width")
                        .link("height", run.size() + ".height")
                        .set("resampling", Json.of("bilinear"));
                mask = fitted + ".masks";
            }
            draft.workflow()
                    .node(name, "quarry:latent-mask@1", wire.from())
                    .link("masks", mask)
                    .link("vae", run.model() + ".vae");
        }
        return name + ".mask";
    }

    /** Whether mask and picture surely are of one size: where they come from one node. */
    private boolean fits(ApiNode masks, Wire latent) {
        Optional<ApiNode> picture = picture(latent);
        return picture.isPresent()
                && picture.equals(draft.graph().wire(masks, "mask").map(this::origin));
    }

    private ApiNode origin(Wire mask) {
        return mask.from().is("InvertMask", "GrowMask", "ThresholdMask")
                ? draft.graph().wire(mask.from(), "mask").map(this::origin).orElse(mask.from())
                : mask.from();
    }

    /** Where the picture of a latent comes from, if it kept its size. */
    private Optional<ApiNode> picture(Wire latent) {
        ApiNode node = latent.from();
        if (node.type().startsWith("VAEEncode") || node.type().equals("InpaintModelConditioning")) {
            return draft.graph().wire(node, "pixels").map(Wire::from);
        }
        String before = Runs.samples(node) ? "latent_image" : "samples";
        return node.type().equals("LatentUpscale") || node.type().equals("LatentUpscaleBy")
                ? Optional.empty()
                : draft.graph().wire(node, before).flatMap(this::picture);
    }
}
