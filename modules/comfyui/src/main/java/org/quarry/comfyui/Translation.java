package org.quarry.comfyui;

import java.util.List;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Makes a workflow of a graph: what is saved and shown, what that needs, and placeholders for what is not known. */
final class Translation {
    private static final List<String> OUTPUTS = List.of("PreviewImage", "SaveImage");

    private final Draft draft;
    private final Canvas canvas;
    private final Placeholders placeholders;
    private final Models models;
    private final Pictures pictures;
    private final Masks masks;
    private final Latents latents;
    private final Holes holes;
    private final Prompts prompts;
    private final Runs runs;
    private final Sizes sizes;

    Translation(ApiGraph graph, Canvas canvas) {
        this.canvas = canvas;
        draft = new Draft(graph);
        placeholders = new Placeholders(draft, this::output);
        models = new Models(draft, placeholders);
        pictures = new Pictures(draft, this);
        masks = new Masks(draft, this);
        latents = new Latents(draft, this);
        holes = new Holes(draft, this);
        prompts = new Prompts(draft, this);
        runs = new Runs(draft, this);
        sizes = new Sizes(draft);
    }

    Placeholders placeholders() {
        return placeholders;
    }

    Models models() {
        return models;
    }

    Pictures pictures() {
        return pictures;
    }

    Masks masks() {
        return masks;
    }

    Latents latents() {
        return latents;
    }

    Holes holes() {
        return holes;
    }

    Prompts prompts() {
        return prompts;
    }

    Runs runs() {
        return runs;
    }

    Sizes sizes() {
        return sizes;
    }

    /** @throws NodeException if nothing in the graph is known */
    Imported workflow() {
        boolean known = false;
        for (ApiNode node : draft.graph().nodes()) {
            known |= node.known();
        }
        if (!known) {
            throw new NodeException(
                    "",
                    "found no node that is known here; wanted a graph with a sampler like KSampler or with pictures;"
                            + " build it anew");
        }
        Samplings.TYPES.forEach(type -> draft.graph().of(type).forEach(runs::denoise));
        OUTPUTS.forEach(type -> draft.graph().of(type).forEach(this::shown));
        for (ApiNode node : draft.graph().nodes()) {
            if (!node.known() && !draft.carried(node)) {
                placeholders.alone(node);
            }
        }
        return draft.finished(canvas);
    }

    /** What gives the value of a wire that carries a picture, a mask or a latent. */
    private Optional<String> output(Wire wire) {
        return switch (wire.kind()) {
            case "IMAGE" -> Optional.of(pictures.output(wire));
            case "MASK" -> Optional.of(masks.output(wire));
            case "LATENT" -> Optional.of(latents.output(wire));
            default -> Optional.empty();
        };
    }

    private void shown(ApiNode node) {
        Optional<Wire> from = draft.graph().wire(node, "images");
        if (from.isEmpty()) {
            return;
        }
        String picture = pictures.output(from.get());
        draft.carry(node);
        boolean saves = node.type().equals("SaveImage");
        Placed placed = draft.workflow()
                .node(
                        draft.name(saves ? "save" : "preview", node),
                        saves ? "quarry:save-image@2" : "quarry:preview@1",
                        node)
                .link("pictures", picture);
        if (saves) {
            String prefix =
                    draft.values().text(node, "filename_prefix", "ComfyUI").replaceAll("%[^%]*%", "");
            placed.set("file", Json.of((prefix.isBlank() ? "ComfyUI" : prefix) + ".png"));
        }
    }
}
