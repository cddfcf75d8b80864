package org.quarry.comfyui;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.comfyui.Models.Parts;
import org.quarry.comfyui.Prompts.Side;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/** Takes samplers apart into the visible nodes of the loop. */
final class Runs {
    private static final String FROM = "latent_image";

    private final Draft draft;
    private final Translation all;
    private final Samplings samplings;

    Runs(Draft draft, Translation all) {
        this.draft = draft;
        this.all = all;
        this.samplings = new Samplings(draft);
    }

    static boolean samples(ApiNode node) {
        return Samplings.TYPES.contains(node.type());
    }

    /** The node that gives a sampler's latent. */
    String denoise(ApiNode node) {
        if (!draft.carried(node)) {
            // Those that this one goes on from have the plain names.
            behind(node).filter(Runs::samples).forEach(this::denoise);
            draft.carry(node);
            run(samplings.of(node), draft.name("denoise", node));
        }
        return draft.name("denoise", node);
    }

    /** Whether a sampler's latent is noisy still. */
    boolean leavesNoise(ApiNode node) {
        return samplings.of(node).steps().leavesNoise();
    }

    private void run(Sampling run, String name) {
        ApiNode node = run.node();
        String model = model(run, run.positive());
        Wire from = draft.graph().wired(node, FROM);
        boolean resumes = !run.noise() && samples(from.from()) && leavesNoise(from.from());
        Optional<String> latent = all.latents().empty(from).isPresent() || resumes
                ? Optional.empty()
                : Optional.of(all.latents().output(from));
        String prediction = guided(run, model);
        String schedule = schedule(run, model, resumes);
        String noise = resumes ? all.latents().output(from) : noise(run, model, schedule, latent);
        Optional<Wire> mask = all.latents().mask(from);
        if (mask.isPresent() && latent.isPresent()) {
            String small = all.holes()
                    .latentMask(
                            mask.get(), new Holes.Masked(node, all.latents().size(node, latent.get(), model), model));
            prediction = kept(run, prediction, schedule, latent.get(), small);
        }
        Placed denoise = draft.workflow()
                .node(name, "quarry:denoise@1", node)
                .link("prediction", prediction)
                .link("schedule", schedule + ".schedule")
                .link("noise", noise)
                .set("sampler", Json.of(Dialect.sampler(run.sampler())))
                .set("seed", run.seed());
        run.settings().forEach(denoise::set);
        latent.ifPresent(output -> denoise.link("latent", output));
        noteGoesOn(run, from, resumes);
    }

    private void noteGoesOn(Sampling run, Wire from, boolean resumes) {
        if (resumes) {
            Steps before = samplings.of(from.from()).steps();
            if (before.end() != run.steps().start()) {
                draft.note(
                        run.node(),
                        "it starts at step " + run.steps().start() + ", but " + from.from() + " ends at step "
                                + before.end() + "; the noise that is left there is not what is expected here");
            }
        } else if (samples(from.from()) && leavesNoise(from.from())) {
            draft.note(
                    run.node(),
                    "it adds noise to a latent that is noisy still, whose noise counts as a part of the picture here;"
                            + " set add_noise to disable there if it is to go on");
        }
    }

    /** The Load model with the text encoders of one of the prompts, and the VAE that goes with the run. */
    private String model(Sampling run, Wire prompt) {
        ApiNode network = all.models().network(run.guider(), "model");
        ApiNode vae = vae(run.node(), network).orElse(network);
        return all.models()
                .loaded(new Parts(network, all.prompts().encoders(prompt).orElse(network), vae));
    }

    /** What decodes a run, or else what encoded the picture that it starts from. */
    private Optional<ApiNode> vae(ApiNode node, ApiNode network) {
        Function<ApiNode, Stream<ApiNode>> ahead = from -> samples(from) && !sameNetwork(from, network)
                ? Stream.of()
                : draft.graph().after(from);
        return Stream.concat(reached(node, ahead), behind(node))
                .filter(found ->
                        found.type().startsWith("VAEDecode") || found.type().startsWith("VAEEncode"))
                .findFirst()
                .map(found -> all.models().vae(found, "vae"));
    }

    private boolean sameNetwork(ApiNode sampler, ApiNode network) {
        ApiNode guider = sampler.type().equals("SamplerCustomAdvanced")
                ? draft.graph().wired(sampler, "guider").from()
                : sampler;
        return all.models().network(guider, "model").equals(network);
    }

    /** All nodes that a node is wired from, and theirs, the nearest first; through no sampler. */
    private Stream<ApiNode> behind(ApiNode node) {
        return reached(node, from -> samples(from) && !from.equals(node) ? Stream.of() : sources(from));
    }

    private Stream<ApiNode> sources(ApiNode node) {
        return node.inputs().members().keySet().stream()
                .flatMap(input -> draft.graph().wire(node, input).stream())
                .map(Wire::from);
    }

    private static Stream<ApiNode> reached(ApiNode start, Function<ApiNode, Stream<ApiNode>> next) {
        Set<ApiNode> reached = new LinkedHashSet<>();
        Deque<ApiNode> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            next.apply(waiting.removeFirst()).filter(reached::add).forEach(waiting::addLast);
        }
        return reached.stream();
    }

    private String guided(Sampling run, String model) {
        String one = predicted(run, run.positive(), new Side("prompt", model));
        if (run.negative().isEmpty()) {
            return one;
        }
        Wire negative = run.negative().get();
        String other = predicted(run, negative, new Side("negative", model(run, negative)));
        String name = draft.name("guided", run.node());
        draft.workflow()
                .node(name, "quarry:cfg-combine@1", run.guider())
                .link("conditional", one)
                .link("unconditional", other)
                .set("scale", run.cfg());
        return name + ".guided";
    }

    /** What the network says with a prompt; of joined prompts, the mean of what it says with each. */
    private String predicted(Sampling run, Wire wire, Side side) {
        String mean = "";
        int count = 0;
        for (Wire prompt : all.prompts().joined(wire)) {
            count++;
            String conditioning = side.base().equals("negative")
                    ? all.prompts().negative(prompt, run.positive(), side)
                    : all.prompts().conditioning(prompt, side);
            String more = count == 1 ? "" : "-" + count;
            String unet = draft.name("unet-" + side.base() + more, run.node());
            String network = all.models().unet(run.guider(), "model", side.model());
            draft.workflow()
                    .node(unet, "quarry:unet-step@1", run.guider())
                    .link("unet", network)
                    .link("conditioning", conditioning);
            mean = count == 1 ? unet + ".prediction" : blended(run, mean, unet, side.base() + "-joined" + more, count);
        }
        return mean;
    }

    private String blended(Sampling run, String mean, String unet, String base, int count) {
        String name = draft.name(base, run.node());
        draft.workflow()
                .node(name, "quarry:blend@1", run.guider())
                .link("first", mean)
                .link("second", unet + ".prediction")
                .set("amount", Json.of(1.0 / count));
        return name + ".mixture";
    }

    private String schedule(Sampling run, String model, boolean resumes) {
        ApiNode node = run.node();
        String name = draft.name("schedule", node);
        Placed placed =
                draft.workflow().node(name, "quarry:table-schedule@1", node).link("scheduler", model + ".scheduler");
        run.steps().write(placed);
        samplings
                .shifted(node)
                .flatMap(shifted -> all.models().shift(shifted, "model"))
                .ifPresent(shift -> placed.set("shift", shift));
        if (node.is("KSampler", "KSamplerAdvanced") && Dialect.skipsLast(run.sampler())) {
            placed.set("skipLast", Json.of(true));
        }
        if (resumes) {
            placed.set("resumes", Json.of(true));
        }
        return name;
    }

    /** Noise as large as what the run starts from. */
    private String noise(Sampling run, String model, String schedule, Optional<String> latent) {
        String name = draft.name("noise", run.node());
        Wire from = draft.graph().wired(run.node(), FROM);
        Optional<Latents.Empty> empty = all.latents().empty(from);
        Optional<String> size = latent.map(output -> all.latents().size(run.node(), output, model));
        Placed noise = draft.workflow()
                .node(name, "quarry:noise-source@1", run.node())
                .link("unet", model + ".unet")
                .set("seed", run.seed());
        size.ifPresent(measured -> noise.link("width", measured + ".width")
                .link("height", measured + ".height")
                .link("batch", measured + ".batch"));
        empty.ifPresent(wanted -> {
            noise.set("width", wanted.width()).set("height", wanted.height());
            if (wanted.batch().compareTo(BigDecimal.ONE) != 0) {
                noise.set("batch", new Json.Numeral(wanted.batch()));
            }
        });
        if (!run.noise()) {
            scaled(run, name).set("factor", Json.of(0));
            return scaledName(run) + ".tensor";
        }
        if (latent.isPresent() && run.steps().fromTheTop()) {
            scaled(run, name).link("factor", schedule + ".noiseFactor");
            return scaledName(run) + ".tensor";
        }
        return name + ".noise";
    }

    private String scaledName(Sampling run) {
        return draft.name("noise-scaled", run.node());
    }

    private Placed scaled(Sampling run, String noise) {
        return draft.workflow()
                .node(scaledName(run), "quarry:scale@1", run.node())
                .link("tensor", noise + ".noise");
    }

    /** Inside the mask what the network says, outside what leads back to the picture. */
    private String kept(Sampling run, String prediction, String schedule, String latent, String mask) {
        ApiNode node = run.node();
        String known = draft.name("known", node);
        draft.workflow()
                .node(known, "quarry:known-prediction@1", node)
                .link("latent", latent)
                .link("schedule", schedule + ".schedule");
        String mixed = draft.name("mixed", node);
        draft.workflow()
                .node(mixed, "quarry:mix-by-mask@1", node)
                .link("outside", known + ".prediction")
                .link("inside", prediction)
                .link("mask", mask);
        if (Dialect.drawsNoise(run.sampler())) {
            draft.note(
                    node,
                    "outside the mask the noise is drawn anew in each step here, and is always the same there; that"
                            + " changes details inside");
        }
        return mixed + ".mixture";
    }
}
