package org.quarry.comfyui;

import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;

/** How large pictures and latents will be, where the graph says it. */
final class Sizes {
    private static final int PLACE = 8;

    private final Draft draft;

    Sizes(Draft draft) {
        this.draft = draft;
    }

    Optional<Extent> picture(Wire wire) {
        ApiNode node = wire.from();
        return switch (node.type()) {
            case "ImageScale", "ImageCrop" -> written(node, 512);
            case "ImageScaleBy" ->
                before(node, "image")
                        .map(size -> size.by(
                                draft.values().amount(node, "scale_by", 1).doubleValue(), 1));
            case "VAEDecode", "VAEDecodeTiled" ->
                draft.graph().wire(node, "samples").flatMap(this::latent);
            default -> Optional.empty();
        };
    }

    /** The size of the picture that a latent stands for. */
    Optional<Extent> latent(Wire wire) {
        ApiNode node = wire.from();
        return switch (node.type()) {
            case "EmptyLatentImage" -> written(node, 512);
            case "EmptySD3LatentImage" -> written(node, 1024);
            case "LatentUpscale" -> written(node, 512);
            case "LatentUpscaleBy" ->
                latentBefore(node, "samples")
                        .map(size -> size.by(
                                draft.values().amount(node, "scale_by", 1.5).doubleValue(), PLACE));
            case "SetLatentNoiseMask", "RepeatLatentBatch" -> latentBefore(node, "samples");
            case "LatentBlend" -> latentBefore(node, "samples1");
            case "VAEEncode", "VAEEncodeTiled", "VAEEncodeForInpaint", "InpaintModelConditioning" ->
                before(node, "pixels");
            case "KSampler", "KSamplerAdvanced", "SamplerCustom", "SamplerCustomAdvanced" ->
                latentBefore(node, "latent_image");
            default -> Optional.empty();
        };
    }

    private Optional<Extent> before(ApiNode node, String input) {
        return draft.graph().wire(node, input).flatMap(this::picture);
    }

    private Optional<Extent> latentBefore(ApiNode node, String input) {
        return draft.graph().wire(node, input).flatMap(this::latent);
    }

    private Optional<Extent> written(ApiNode node, int usual) {
        return Optional.of(new Extent(
                        draft.values().whole(node, "width", usual),
                        draft.values().whole(node, "height", usual)))
                .filter(size -> size.width() > 0 && size.height() > 0);
    }
}
