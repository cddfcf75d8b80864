package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.Models.Parts;
import org.quarry.comfyui.Prompts.Side;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Takes samplers apart into the visible nodes of the loop, and what stands around them with them. */
final class Translation {
    private static final List<String> LATENTS = List.of("EmptyLatentImage", "EmptySD3LatentImage");
    private static final String SAMPLER = "KSampler";
    private static final String PART = "KSamplerAdvanced";
    private static final String DECODE = "VAEDecode";
    private static final Set<String> OUTPUTS = Set.of("SaveImage", "PreviewImage");

    private final Draft draft;
    private final Models models;
    private final Pictures pictures;
    private final Prompts prompts;

    Translation(ApiGraph graph) {
        draft = new Draft(graph);
        models = new Models(draft);
        pictures = new Pictures(draft);
        prompts = new Prompts(draft, models, pictures);
    }

    /** @throws NodeException if there is no plain graph from text to image */
    Imported workflow() {
        List<ApiNode> samplers = draft.graph().of(SAMPLER);
        List<ApiNode> parts = draft.graph().of(PART);
        if (samplers.isEmpty() && parts.isEmpty()) {
            throw new NodeException(
                    "",
                    "found no node of class KSampler or KSamplerAdvanced; wanted a graph from text to image with one;"
                            + " other graphs have to be built anew");
        }
        samplers.forEach(this::sampler);
        parts.forEach(this::sampler);
        draft.graph().of(DECODE).forEach(this::decode);
        OUTPUTS.stream().sorted().forEach(type -> draft.graph().of(type).forEach(this::output));
        return draft.finished();
    }

    /** A run, after those it goes on from; the name of the node that gives its latent. */
    private String sampler(ApiNode sampler) {
        String denoise = draft.name("denoise", sampler);
        if (!draft.carry(sampler)) {
            return denoise;
        }
        String noise = noise(sampler);
        String model = model(sampler, "positive");
        String positive = prompts.conditioning(sampler, "positive", new Side("prompt", model));
        String negative = prompts.negative(sampler, new Side("negative", model(sampler, "negative")));
        String one = unet("unet-prompt", sampler, model, positive);
        String other = unet("unet-negative", sampler, model, negative);
        String guided = draft.name("guided", sampler);
        draft.workflow()
                .node(guided, "quarry:cfg-combine@1")
                .link("conditional", one + ".prediction")
                .link("unconditional", other + ".prediction")
                .set("scale", sampler.number("cfg", 8));
        String schedule = split(sampler, schedule(sampler, model));
        draft.workflow()
                .node(denoise, "quarry:denoise@1")
                .link("prediction", guided + ".guided")
                .link("schedule", schedule)
                .link("noise", noise)
                .set("sampler", Json.of(Dialect.sampler(sampled(sampler))))
                .set("seed", seed(sampler));
        return denoise;
    }

    private static Json seed(ApiNode sampler) {
        return sampler.number(sampler.type().equals(PART) ? "noise_seed" : "seed", 0);
    }

    /** The Load model with the text encoders of one of the prompts, and the VAE that the run's result is decoded with. */
    private String model(ApiNode sampler, String prompt) {
        ApiNode network = models.network(sampler, "model");
        ApiNode vae = vae(sampler, network).orElse(network);
        return models.loaded(new Parts(network, prompts.encoders(sampler, prompt), vae));
    }

    /** What decodes a run, or the run of the same network that goes on from it. */
    private Optional<ApiNode> vae(ApiNode sampler, ApiNode network) {
        Optional<ApiNode> decode = from(sampler, DECODE, "samples").findFirst();
        return decode.isPresent()
                ? decode.map(found -> models.vae(found, "vae"))
                : from(sampler, PART, "latent_image")
                        .filter(next -> models.network(next, "model").equals(network))
                        .flatMap(next -> vae(next, network).stream())
                        .findFirst();
    }

    private Stream<ApiNode> from(ApiNode node, String type, String input) {
        return draft.graph().of(type).stream()
                .filter(next -> draft.graph()
                        .wire(next, input)
                        .filter(wire -> wire.from().equals(node))
                        .isPresent());
    }

    private String unet(String base, ApiNode sampler, String model, String conditioning) {
        String unet = draft.name(base, sampler);
        draft.workflow()
                .node(unet, "quarry:unet-step@1")
                .link("unet", models.unet(sampler, "model", model))
                .link("conditioning", conditioning + ".conditioning");
        return unet;
    }

    /** The output that gives what a run starts from. */
    private String noise(ApiNode sampler) {
        if (sampler.type().equals(PART) && sampler.text("add_noise", "enable").equals("disable")) {
            ApiNode before = draft.graph().source(sampler, "latent_image", List.of(PART));
            if (Run.of(before).end() != Run.of(sampler).start()) {
                draft.note(
                        sampler,
                        "it starts at step " + Run.of(sampler).start() + ", but " + before + " ends at step "
                                + Run.of(before).end() + "; the noise that is left there is not what is expected here");
            }
            return sampler(before) + ".latent";
        }
        ApiNode latent = draft.graph().source(sampler, "latent_image", LATENTS);
        draft.carry(latent);
        if (latent.amount("batch_size", 1).compareTo(BigDecimal.ONE) != 0) {
            draft.note(
                    latent,
                    "a batch of " + latent.amount("batch_size", 1).toPlainString()
                            + " becomes one picture; 'quarry sweep --vary seed=…' makes more");
        }
        double usual = latent.type().equals(LATENTS.get(0)) ? 512 : 1024;
        String noise = draft.name("noise", sampler);
        draft.workflow()
                .node(noise, "quarry:noise-source@1")
                .link("unet", model(sampler, "positive") + ".unet")
                .set("seed", seed(sampler))
                .set("width", latent.number("width", usual))
                .set("height", latent.number("height", usual));
        return noise + ".noise";
    }

    private String sampled(ApiNode sampler) {
        String name = sampler.text("sampler_name", "euler");
        if (!Dialect.knowsSampler(name)) {
            draft.note(sampler, "the sampler '" + name + "' has no counterpart here; euler stands in for it");
        }
        return name;
    }

    private String schedule(ApiNode sampler, String model) {
        String written = sampler.text("scheduler", "normal");
        if (!Dialect.knowsScheduler(written)) {
            draft.note(
                    sampler,
                    "the scheduler '" + written
                            + "' has no counterpart here; the model's own settings stand in for it");
        }
        String schedule = draft.name("schedule", sampler);
        WorkflowText.Placed node = draft.workflow()
                .node(schedule, "quarry:scheduler@1")
                .link("scheduler", model + ".scheduler")
                .set("steps", sampler.number("steps", 20));
        Dialect.scheduler(written).forEach((parameter, value) -> node.set(parameter, Json.of(value)));
        models.shift(sampler, "model").ifPresent(shift -> node.set("shift", shift));
        if (sampler.amount("denoise", 1).compareTo(BigDecimal.ONE) != 0) {
            draft.note(sampler, "'denoise' below 1 means nothing where a run starts from noise; it was left out");
        }
        return schedule;
    }

    /** The output that gives those steps of a schedule that a sampler goes. */
    private String split(ApiNode sampler, String schedule) {
        if (!sampler.type().equals(PART)) {
            return schedule + ".schedule";
        }
        Run run = Run.of(sampler);
        String steps = schedule + ".schedule";
        if (run.start() > 0) {
            steps = parted(draft.name("schedule-rest", sampler), steps, run.partBefore()) + ".rest";
        }
        if (run.end() < run.steps()) {
            steps = parted(draft.name("schedule-first", sampler), steps, run.partOfRest()) + ".first";
            if (sampler.text("return_with_leftover_noise", "disable").equals("disable")) {
                draft.note(
                        sampler,
                        "return_with_leftover_noise is taken as enable: the noise that is left at step " + run.end()
                                + " stays in the latent");
            }
        }
        return steps;
    }

    private String parted(String name, String schedule, double part) {
        draft.workflow()
                .node(name, "quarry:split-schedule@1")
                .link("schedule", schedule)
                .set("part", Json.of(part));
        return name;
    }

    private void decode(ApiNode decode) {
        ApiNode sampler = draft.graph().source(decode, "samples", List.of(SAMPLER, PART));
        draft.carry(decode);
        ApiNode network = models.network(sampler, "model");
        Parts parts = new Parts(network, prompts.encoders(sampler, "positive"), models.vae(decode, "vae"));
        draft.workflow()
                .node(draft.name("decode", decode), "quarry:vae-decode@2")
                .link("latent", draft.name("denoise", sampler) + ".latent")
                .link("vae", models.loaded(parts) + ".vae");
    }

    private void output(ApiNode output) {
        ApiNode from =
                draft.graph().source(output, "images", List.of(DECODE, Pictures.TYPES.get(0), Pictures.TYPES.get(1)));
        draft.carry(output);
        boolean saves = output.type().equals("SaveImage");
        String pictured =
                from.type().equals(DECODE) ? draft.name("decode", from) + ".pictures" : pictures.picture(from);
        WorkflowText.Placed node = draft.workflow()
                .node(
                        draft.name(saves ? "save" : "preview", output),
                        saves ? "quarry:save-image@2" : "quarry:preview@1")
                .link("pictures", pictured);
        if (saves) {
            node.set("file", Json.of(file(output)));
        }
    }

    private String file(ApiNode output) {
        String prefix = "ComfyUI";
        if (draft.graph().wire(output, "filename_prefix").isPresent()) {
            draft.note(
                    output, "a name that comes by a wire is not known here; the file is called '" + prefix + ".png'");
        } else {
            prefix = output.text("filename_prefix", prefix).replaceAll("%[^%]*%", "");
        }
        return prefix + ".png";
    }
}
