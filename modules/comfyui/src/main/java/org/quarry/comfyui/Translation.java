package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Takes a KSampler apart into the visible nodes of the loop, and what stands around it with it. */
final class Translation {
    private static final String SAFE = ".safetensors";
    private static final String CHECKPOINT = "CheckpointLoaderSimple";
    private static final String PROMPT = "CLIPTextEncode";
    private static final String LATENT = "EmptyLatentImage";
    private static final String SAMPLER = "KSampler";
    private static final String DECODE = "VAEDecode";
    private static final Set<String> OUTPUTS = Set.of("SaveImage", "PreviewImage");

    private final ApiGraph graph;
    private final WorkflowText workflow = new WorkflowText();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> carried = new TreeSet<>();

    Translation(ApiGraph graph) {
        this.graph = graph;
    }

    /** @throws NodeException if there is no plain graph from text to image */
    Imported workflow() {
        List<ApiNode> samplers = graph.of(SAMPLER);
        if (samplers.isEmpty()) {
            throw new NodeException(
                    "",
                    "found no node of class KSampler; wanted a graph from text to image with one; other graphs have to"
                            + " be built anew");
        }
        samplers.forEach(this::sampler);
        graph.of(DECODE).forEach(this::decode);
        OUTPUTS.stream().sorted().forEach(type -> graph.of(type).forEach(this::output));
        for (ApiNode node : graph.nodes()) {
            if (!carried.contains(node.number())) {
                notes.add(
                        node + " was left out: nothing here does the same, or nothing that was carried over needs it");
            }
        }
        return new Imported(workflow.text("From ComfyUI"), notes);
    }

    private void sampler(ApiNode sampler) {
        carry(sampler);
        ApiNode checkpoint = graph.source(sampler, "model", CHECKPOINT);
        ApiNode latent = graph.source(sampler, "latent_image", LATENT);
        carry(latent);
        String model = model(checkpoint);
        String positive = prompt(graph.source(sampler, "positive", PROMPT), "prompt", model);
        String negative = prompt(graph.source(sampler, "negative", PROMPT), "negative", model);
        String one = unet("unet-prompt", sampler, model, positive);
        String other = unet("unet-negative", sampler, model, negative);
        String guided = name("guided", sampler);
        workflow.node(guided, "quarry:cfg-combine@1", 4)
                .link("conditional", one + ".prediction")
                .link("unconditional", other + ".prediction")
                .set("scale", sampler.number("cfg", 8));
        String noise = name("noise", sampler);
        workflow.node(noise, "quarry:noise-source@1", 3)
                .link("unet", model + ".unet")
                .set("seed", sampler.number("seed", 0))
                .set("width", latent.number("width", 512))
                .set("height", latent.number("height", 512));
        if (latent.amount("batch_size", 1).compareTo(BigDecimal.ONE) != 0) {
            notes.add(latent + ": a batch of " + latent.amount("batch_size", 1).toPlainString()
                    + " becomes one picture; 'quarry sweep --vary seed=…' makes more");
        }
        String schedule = schedule(sampler, model);
        workflow.node(name("denoise", sampler), "quarry:denoise@1", 5)
                .link("prediction", guided + ".guided")
                .link("schedule", schedule + ".schedule")
                .link("noise", noise + ".noise")
                .set("sampler", Json.of(Dialect.sampler(sampled(sampler))));
    }

    private String sampled(ApiNode sampler) {
        String name = sampler.text("sampler_name", "euler");
        if (!Dialect.knowsSampler(name)) {
            notes.add(sampler + ": the sampler '" + name + "' has no counterpart here; euler stands in for it");
        }
        return name;
    }

    private String schedule(ApiNode sampler, String model) {
        String written = sampler.text("scheduler", "normal");
        if (!Dialect.knowsScheduler(written)) {
            notes.add(sampler + ": the scheduler '" + written
                    + "' has no counterpart here; the model's own settings stand in for it");
        }
        String schedule = name("schedule", sampler);
        WorkflowText.Placed node = workflow.node(schedule, "quarry:scheduler@1", 1)
                .link("scheduler", model + ".scheduler")
                .set("steps", sampler.number("steps", 20));
        Dialect.scheduler(written).forEach((parameter, value) -> node.set(parameter, Json.of(value)));
        if (sampler.amount("denoise", 1).compareTo(BigDecimal.ONE) != 0) {
            notes.add(sampler + ": 'denoise' below 1 means nothing where a run starts from noise; it was left out");
        }
        return schedule;
    }

    private String unet(String base, ApiNode sampler, String model, String conditioning) {
        String unet = name(base, sampler);
        workflow.node(unet, "quarry:unet-step@1", 3)
                .link("unet", model + ".unet")
                .link("conditioning", conditioning + ".conditioning");
        return unet;
    }

    private String model(ApiNode checkpoint) {
        String model = name("model", checkpoint);
        if (carry(checkpoint)) {
            String file = checkpoint.text("ckpt_name", "").replace('\\', '/');
            notes.add(checkpoint + ": "
                    + (file.endsWith(SAFE)
                            ? "put the file '" + file + "' into the models folder"
                            : "'" + file + "' is a file of a kind that can hold programs and is not read here; put the"
                                    + " same model into the models folder as a " + SAFE + " file")
                    + ", or set another model in node '" + model + "'");
            workflow.node(model, "quarry:load-model@2", 0).set("model", Json.of(file));
        }
        return model;
    }

    private String prompt(ApiNode prompt, String base, String model) {
        graph.source(prompt, "clip", CHECKPOINT);
        String tokens = name(base, prompt);
        String encoded = tokens + "-encoded";
        if (carry(prompt)) {
            workflow.node(tokens, "quarry:tokenizer@1", 1)
                    .link("vocabulary", model + ".tokenizer")
                    .set("text", Json.of(prompt.text("text", "")));
            workflow.node(encoded, "quarry:text-encoder@1", 2)
                    .link("tokens", tokens + ".tokens")
                    .link("encoder", model + ".textEncoder");
        }
        return encoded;
    }

    private void decode(ApiNode decode) {
        ApiNode sampler = graph.source(decode, "samples", SAMPLER);
        carry(decode);
        workflow.node(name("decode", decode), "quarry:vae-decode@2", 6)
                .link("latent", name("denoise", sampler) + ".latent")
                .link("vae", model(graph.source(decode, "vae", CHECKPOINT)) + ".vae");
    }

    private void output(ApiNode output) {
        ApiNode decode = graph.source(output, "images", DECODE);
        carry(output);
        boolean saves = output.type().equals("SaveImage");
        WorkflowText.Placed node = workflow.node(
                        name(saves ? "save" : "preview", output), saves ? "quarry:save-image@2" : "quarry:preview@1", 7)
                .link("pictures", name("decode", decode) + ".pictures");
        if (saves) {
            node.set("file", Json.of(output.text("filename_prefix", "ComfyUI").replaceAll("%[^%]*%", "") + ".png"));
        }
    }

    /** The name that stands for a node: plain for the first of its role, with its number for others. */
    private String name(String base, ApiNode node) {
        return workflow.name(base, node.number());
    }

    /** @return whether it was not carried over before */
    private boolean carry(ApiNode node) {
        return carried.add(node.number());
    }
}
