package org.quarry.comfyui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/** Loaders of networks, and the LoRAs and shifts that stand between them and what runs the networks. */
final class Models {
    private static final String SAFE = ".safetensors";
    private static final String CHECKPOINT = "CheckpointLoaderSimple";
    private static final String NETWORK = "UNETLoader";
    private static final String VAE = "VAELoader";
    private static final String LORA = "LoraLoader";
    private static final String LORA_OF_NETWORK = "LoraLoaderModelOnly";
    private static final String SHIFT = "ModelSamplingSD3";
    private static final String SHIFT_BY_SIZE = "ModelSamplingFlux";
    private static final String LAYER = "CLIPSetLastLayer";

    /** Where the names of files stand. */
    private static final Map<String, List<String>> ENCODERS = Map.of(
            CHECKPOINT,
            List.of("ckpt_name"),
            "CLIPLoader",
            List.of("clip_name"),
            "DualCLIPLoader",
            List.of("clip_name1", "clip_name2"),
            "TripleCLIPLoader",
            List.of("clip_name1", "clip_name2", "clip_name3"));

    private static final List<String> NETWORKS =
            List.of(CHECKPOINT, NETWORK, LORA, LORA_OF_NETWORK, SHIFT, SHIFT_BY_SIZE);
    private static final List<String> TEXTS =
            List.of(CHECKPOINT, "CLIPLoader", "DualCLIPLoader", "TripleCLIPLoader", LORA, LAYER);

    private final Draft draft;

    Models(Draft draft) {
        this.draft = draft;
    }

    /**
     * What one Load model gives the parts of.
     *
     * @param vae the network's loader where it is the model's own, or not asked for
     */
    record Parts(ApiNode network, ApiNode encoders, ApiNode vae) {}

    /** Where the network at an input comes from. */
    ApiNode network(ApiNode node, String input) {
        ApiNode from = draft.graph().source(node, input, NETWORKS);
        return from.type().equals(CHECKPOINT) || from.type().equals(NETWORK) ? from : network(from, "model");
    }

    /** Where the text encoders at an input come from. */
    ApiNode encoders(ApiNode node, String input) {
        ApiNode from = draft.graph().source(node, input, TEXTS);
        return ENCODERS.containsKey(from.type()) ? from : encoders(from, "clip");
    }

    /** Where the VAE at an input comes from. */
    ApiNode vae(ApiNode node, String input) {
        return draft.graph().source(node, input, List.of(CHECKPOINT, VAE));
    }

    /** The name of the Load model that gives these parts. */
    String loaded(Parts parts) {
        ApiNode network = parts.network();
        String use = parts.encoders().number() + "-" + parts.vae().number();
        String model = draft.name("model", network, use);
        if (!draft.workflow().holds(model)) {
            String file = network.file(network.type().equals(CHECKPOINT) ? "ckpt_name" : "unet_name");
            Placed node = draft.workflow().node(model, "quarry:load-model@2").set("model", Json.of(file));
            place(network, List.of(file), "or set another model in node '" + model + "'");
            noteWeights(network);
            if (!parts.encoders().equals(network)) {
                List<String> files = ENCODERS.getOrDefault(parts.encoders().type(), List.of()).stream()
                        .map(parts.encoders()::file)
                        .toList();
                node.set("textEncodersFrom", Json.of(String.join(", ", files)));
                place(parts.encoders(), files, "or set others as textEncodersFrom in node '" + model + "'");
            }
            if (!parts.vae().equals(network)) {
                String vae = parts.vae().file(parts.vae().type().equals(CHECKPOINT) ? "ckpt_name" : "vae_name");
                node.set("vaeFrom", Json.of(vae));
                place(parts.vae(), List.of(vae), "or set another one as vaeFrom in node '" + model + "'");
            }
        }
        return model;
    }

    private void place(ApiNode loader, List<String> files, String otherwise) {
        draft.carry(loader);
        for (String file : files) {
            draft.note(
                    loader,
                    (file.endsWith(SAFE)
                                    ? "put the file '" + file + "' into the models folder, "
                                    : "'" + file + "' is no " + SAFE + " file and is not read here; put the same model"
                                            + " into the models folder as one, ")
                            + otherwise);
        }
    }

    private void noteWeights(ApiNode network) {
        String weights = network.text("weight_dtype", "default");
        if (!weights.equals("default")) {
            draft.note(
                    network,
                    "the weight_dtype '" + weights + "' has no counterpart here; the weights are taken as the file has"
                            + " them");
        }
    }

    /** The output that gives the network at an input. @param model the Load model that it all begins with */
    String unet(ApiNode node, String input, String model) {
        ApiNode from = draft.graph().source(node, input, NETWORKS);
        draft.carry(from);
        return switch (from.type()) {
            case LORA, LORA_OF_NETWORK -> adapted(from, model) + ".unet";
            // A shift is the schedule's.
            case SHIFT, SHIFT_BY_SIZE -> unet(from, "model", model);
            default -> model + ".unet";
        };
    }

    /** The output that gives the text encoder at an input. @param model the Load model that it all begins with */
    String encoder(ApiNode node, String input, String model) {
        ApiNode from = draft.graph().source(node, input, TEXTS);
        draft.carry(from);
        if (from.type().equals(LORA)) {
            return adapted(from, model) + ".textEncoder";
        } else if (from.type().equals(LAYER)) {
            draft.note(
                    from,
                    "here each family's usual layer of the text encoder is taken; layer "
                            + from.amount("stop_at_clip_layer", -1).toPlainString() + " was left out");
            return encoder(from, "clip", model);
        }
        return model + ".textEncoder";
    }

    private String adapted(ApiNode lora, String model) {
        String name = draft.name("lora", lora, model);
        if (!draft.workflow().holds(name)) {
            boolean whole = lora.type().equals(LORA);
            String unet = unet(lora, "model", model);
            String encoder = whole ? encoder(lora, "clip", model) : model + ".textEncoder";
            String file = lora.file("lora_name");
            draft.note(lora, "put the file '" + file + "' beside the workflow, or set its path in node '" + name + "'");
            draft.workflow()
                    .node(name, "quarry:load-lora@1")
                    .link("unet", unet)
                    .link("textEncoder", encoder)
                    .set("file", Json.of(file))
                    .set("strength", lora.number("strength_model", 1))
                    .set("textStrength", whole ? lora.number("strength_clip", 1) : Json.of(0));
        }
        return name;
    }

    /** How far the levels of a flow are moved towards noise, if a node before an input says so; the last one counts. */
    Optional<Json> shift(ApiNode node, String input) {
        List<Json> shifts = new ArrayList<>();
        ApiNode from = draft.graph().source(node, input, NETWORKS);
        while (!from.type().equals(CHECKPOINT) && !from.type().equals(NETWORK)) {
            if (from.type().equals(SHIFT)) {
                shifts.add(from.number("shift", 3));
            } else if (from.type().equals(SHIFT_BY_SIZE)) {
                shifts.add(Json.of(Math.exp(mu(from))));
            }
            from = draft.graph().source(from, "model", NETWORKS);
        }
        return shifts.stream().findFirst();
    }

    /** On the line through the shifts of 256 and of 4096 tokens, each 16 x 16 pixels. */
    private static double mu(ApiNode node) {
        double base = node.amount("base_shift", 0.5).doubleValue();
        double most = node.amount("max_shift", 1.15).doubleValue();
        double tokens = node.amount("width", 1024).doubleValue()
                * node.amount("height", 1024).doubleValue()
                / (16 * 16);
        return base + (most - base) * (tokens - 256) / (4096 - 256);
    }
}
