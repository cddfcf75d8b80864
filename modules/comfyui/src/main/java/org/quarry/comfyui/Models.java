package org.quarry.comfyui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/** Loaders of networks, and the LoRAs and shifts that stand between them and what runs the networks. */
final class Models {
    private static final String SAFE = ".safetensors";
    private static final String LORA = "LoraLoader";
    private static final String LORA_OF_NETWORK = "LoraLoaderModelOnly";
    private static final String LAYER = "CLIPSetLastLayer";

    /** Where the names of files stand in loaders of networks. */
    private static final Map<String, String> NETWORKS =
            Map.of("CheckpointLoaderSimple", "ckpt_name", "CheckpointLoader", "ckpt_name", "UNETLoader", "unet_name");

    /** Where they stand in loaders of text encoders. */
    private static final Map<String, List<String>> ENCODERS = Map.of(
            "CheckpointLoaderSimple",
            List.of("ckpt_name"),
            "CheckpointLoader",
            List.of("ckpt_name"),
            "CLIPLoader",
            List.of("clip_name"),
            "DualCLIPLoader",
            List.of("clip_name1", "clip_name2"),
            "TripleCLIPLoader",
            List.of("clip_name1", "clip_name2", "clip_name3"));

    private final Draft draft;
    private final Placeholders placeholders;
    private final Map<Parts, String> loaded = new LinkedHashMap<>();

    Models(Draft draft, Placeholders placeholders) {
        this.draft = draft;
        this.placeholders = placeholders;
    }

    /**
     * What one Load model gives the parts of.
     *
     * @param vae the network's loader where it is the model's own, or not asked for
     */
    record Parts(ApiNode network, ApiNode encoders, ApiNode vae) {}

    /** Where the network at an input comes from: its loader, or a node that is not known and has no model before it. */
    ApiNode network(ApiNode node, String input) {
        ApiNode from = draft.graph().wired(node, input).from();
        return NETWORKS.containsKey(from.type())
                        || draft.graph().wire(from, "model").isEmpty()
                ? from
                : network(from, "model");
    }

    /** Where the text encoders at an input come from. */
    ApiNode encoders(ApiNode node, String input) {
        ApiNode from = draft.graph().wired(node, input).from();
        return ENCODERS.containsKey(from.type())
                        || draft.graph().wire(from, "clip").isEmpty()
                ? from
                : encoders(from, "clip");
    }

    /** Where the VAE at an input comes from. */
    ApiNode vae(ApiNode node, String input) {
        return draft.graph().wired(node, input).from();
    }

    /** The output that gives the VAE at an input: that of a model which is loaded already, or of one for it alone. */
    String vaeOutput(ApiNode node, String input) {
        ApiNode vae = vae(node, input);
        return loaded.entrySet().stream()
                        .filter(each -> each.getKey().vae().equals(vae))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> loaded(new Parts(vae, vae, vae)))
                + ".vae";
    }

    /** The name of the Load model that gives these parts. */
    String loaded(Parts parts) {
        String before = loaded.get(parts);
        if (before != null) {
            return before;
        }
        ApiNode network = parts.network();
        String use = parts.encoders().number() + "-" + parts.vae().number();
        String model = draft.name("model", network, use);
        loaded.put(parts, model);
        Placed node = draft.workflow().node(model, "quarry:load-model@2", network);
        String input = NETWORKS.getOrDefault(network.type(), network.type().equals("VAELoader") ? "vae_name" : "");
        if (input.isEmpty()) {
            draft.carry(network);
            draft.note(network, "this loader is not known here; choose its model in node '" + model + "'");
            node.set("model", Json.of(""));
        } else {
            String file = draft.values().file(network, input);
            node.set("model", Json.of(file));
            place(network, List.of(file), "or set another model in node '" + model + "'");
            noteWeights(network);
        }
        others(parts, model, node);
        return model;
    }

    private void others(Parts parts, String model, Placed node) {
        if (!parts.encoders().equals(parts.network())
                && ENCODERS.containsKey(parts.encoders().type())) {
            List<String> files = ENCODERS.getOrDefault(parts.encoders().type(), List.of()).stream()
                    .map(input -> draft.values().file(parts.encoders(), input))
                    .toList();
            node.set("textEncodersFrom", Json.of(String.join(", ", files)));
            place(parts.encoders(), files, "or set others as textEncodersFrom in node '" + model + "'");
        } else if (!parts.encoders().equals(parts.network())) {
            draft.carry(parts.encoders());
            draft.note(
                    parts.encoders(),
                    "this loader is not known here; name its text encoders as textEncodersFrom in node '" + model
                            + "'");
        }
        if (!parts.vae().equals(parts.network())) {
            String own = parts.vae().type().equals("VAELoader")
                    ? "vae_name"
                    : NETWORKS.getOrDefault(parts.vae().type(), "");
            String vae = own.isEmpty() ? "" : draft.values().file(parts.vae(), own);
            node.set("vaeFrom", Json.of(vae));
            if (own.isEmpty()) {
                draft.carry(parts.vae());
                draft.note(
                        parts.vae(), "this loader is not known here; name its VAE as vaeFrom in node '" + model + "'");
            } else {
                place(parts.vae(), List.of(vae), "or set another one as vaeFrom in node '" + model + "'");
            }
        }
    }

    private void place(ApiNode loader, List<String> files, String otherwise) {
        draft.carry(loader);
        for (String file : files) {
            // A name without an ending is a folder or a model that is here already.
            boolean safe = file.endsWith(SAFE)
                    || !file.substring(file.lastIndexOf('/') + 1).contains(".");
            draft.note(
                    loader,
                    (safe
                                    ? "put the file '" + file + "' into the models folder, "
                                    : "'" + file + "' is no " + SAFE + " file and is not read here; put the same model"
                                            + " into the models folder as one, ")
                            + otherwise);
        }
    }

    private void noteWeights(ApiNode network) {
        String weights = draft.values().text(network, "weight_dtype", "default");
        if (!weights.equals("default")) {
            draft.note(
                    network,
                    "the weight_dtype '" + weights + "' has no counterpart here; the weights are taken as the file has"
                            + " them");
        }
    }

    /** The output that gives the network at an input. @param model the Load model that it all begins with */
    String unet(ApiNode node, String input, String model) {
        ApiGraph.Wire wire = draft.graph().wired(node, input);
        ApiNode from = wire.from();
        if (from.is(LORA, LORA_OF_NETWORK)) {
            return adapted(from, model) + ".unet";
        } else if (shift(from).isPresent()) {
            draft.carry(from);
            return unet(from, "model", model);
        } else if (!from.known() && draft.graph().wire(from, "model").isPresent()) {
            return placeholders.output(wire, Map.of("model", unet(from, "model", model)));
        }
        draft.carry(from);
        return model + ".unet";
    }

    /** The output that gives the text encoder at an input. @param model the Load model that it all begins with */
    String encoder(ApiNode node, String input, String model) {
        ApiGraph.Wire wire = draft.graph().wired(node, input);
        ApiNode from = wire.from();
        if (from.type().equals(LORA)) {
            return adapted(from, model) + ".textEncoder";
        } else if (from.type().equals(LAYER)) {
            draft.carry(from);
            return encoder(from, "clip", model);
        } else if (!from.known() && draft.graph().wire(from, "clip").isPresent()) {
            return placeholders.output(wire, Map.of("clip", encoder(from, "clip", model)));
        }
        draft.carry(from);
        return model + ".textEncoder";
    }

    /** Which layer of the text encoder is taken at an input, counted from the end; 0 if none is named. */
    int layer(ApiNode node, String input) {
        Optional<ApiGraph.Wire> wire = draft.graph().wire(node, input);
        if (wire.isPresent() && wire.get().from().type().equals(LAYER)) {
            return draft.values()
                    .amount(wire.get().from(), "stop_at_clip_layer", -1)
                    .negate()
                    .intValue();
        }
        return wire.map(from -> layer(from.from(), "clip")).orElse(0);
    }

    private String adapted(ApiNode lora, String model) {
        String name = draft.name("lora", lora, model);
        draft.carry(lora);
        if (!draft.workflow().holds(name)) {
            boolean whole =
                    lora.type().equals(LORA) && draft.graph().wire(lora, "clip").isPresent();
            String unet = unet(lora, "model", model);
            String encoder = whole ? encoder(lora, "clip", model) : model + ".textEncoder";
            String file = draft.values().file(lora, "lora_name");
            draft.note(lora, "put the file '" + file + "' beside the workflow, or set its path in node '" + name + "'");
            draft.workflow()
                    .node(name, "quarry:load-lora@1", lora)
                    .link("unet", unet)
                    .link("textEncoder", encoder)
                    .set("file", Json.of(file))
                    .set("strength", draft.values().number(lora, "strength_model", 1))
                    .set("textStrength", whole ? draft.values().number(lora, "strength_clip", 1) : Json.of(0));
        }
        return name;
    }

    /** How far the levels of a flow are moved towards noise, if a node before an input says so; the last one counts. */
    Optional<Json> shift(ApiNode node, String input) {
        List<Json> shifts = new ArrayList<>();
        Optional<ApiNode> from = draft.graph().wire(node, input).map(ApiGraph.Wire::from);
        while (from.isPresent()) {
            shift(from.get()).ifPresent(shifts::add);
            from = draft.graph().wire(from.get(), "model").map(ApiGraph.Wire::from);
        }
        return shifts.stream().findFirst();
    }

    private Optional<Json> shift(ApiNode node) {
        return switch (node.type()) {
            case "ModelSamplingSD3" -> Optional.of(draft.values().number(node, "shift", 3));
            case "ModelSamplingAuraFlow" -> Optional.of(draft.values().number(node, "shift", 1.73));
            case "ModelSamplingFlux" -> Optional.of(Json.of(Math.exp(mu(node))));
            default -> Optional.empty();
        };
    }

    /** On the line through the shifts of 256 and of 4096 tokens, each 16 x 16 pixels. */
    private double mu(ApiNode node) {
        Values values = draft.values();
        double base = values.amount(node, "base_shift", 0.5).doubleValue();
        double most = values.amount(node, "max_shift", 1.15).doubleValue();
        double tokens = values.amount(node, "width", 1024).doubleValue()
                * values.amount(node, "height", 1024).doubleValue()
                / (16 * 16);
        return base + (most - base) * (tokens - 256) / (4096 - 256);
    }
}
