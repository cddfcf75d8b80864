package org.quarry.comfyui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.json.Json;

/** Reads runs: of samplers that say all themselves, and of those that leave it to other nodes. */
final class Samplings {
    static final List<String> TYPES = List.of("KSampler", "KSamplerAdvanced", "SamplerCustom", "SamplerCustomAdvanced");

    private static final int NO_END = 10000;

    private static final Map<String, String> METHODS = Map.of(
            "SamplerEulerAncestral", "euler_ancestral",
            "SamplerDPMPP_2S_Ancestral", "dpmpp_2s_ancestral",
            "SamplerDPMPP_SDE", "dpmpp_sde",
            "SamplerDPMPP_2M_SDE", "dpmpp_2m_sde",
            "SamplerDPMPP_3M_SDE", "dpmpp_3m_sde",
            "SamplerLMS", "lms");

    private final Draft draft;

    Samplings(Draft draft) {
        this.draft = draft;
    }

    Sampling of(ApiNode node) {
        return switch (node.type()) {
            case "KSampler" -> plain(node, draft.values().number(node, "seed", 0), true, whole(node));
            case "KSamplerAdvanced" ->
                plain(
                        node,
                        draft.values().number(node, "noise_seed", 0),
                        draft.values().on(node, "add_noise", true),
                        part(node));
            case "SamplerCustom" ->
                custom(
                        node,
                        node,
                        draft.values().on(node, "add_noise", true),
                        draft.values().number(node, "noise_seed", 0));
            default -> {
                ApiNode noise = draft.graph().wired(node, "noise").from();
                ApiNode guider = draft.graph().wired(node, "guider").from();
                draft.carry(noise);
                draft.carry(guider);
                boolean adds = !noise.type().equals("DisableNoise");
                yield custom(node, guider, adds, adds ? draft.values().number(noise, "noise_seed", 0) : Json.of(0));
            }
        };
    }

    private Sampling plain(ApiNode node, Json seed, boolean noise, Steps steps) {
        String sampler = known(node, draft.values().text(node, "sampler_name", "euler"));
        Map<String, Json> settings = settings(sampler);
        return sampling(node, node, noise, seed, new Method(sampler, settings), steps.checked(node));
    }

    private Sampling custom(ApiNode node, ApiNode guider, boolean noise, Json seed) {
        Steps steps = steps(draft.graph().wired(node, "sigmas")).checked(node);
        return sampling(
                node,
                guider,
                noise,
                seed,
                method(draft.graph().wired(node, "sampler").from()),
                steps);
    }

    private Sampling sampling(ApiNode node, ApiNode guider, boolean noise, Json seed, Method method, Steps steps) {
        Optional<Wire> positive = draft.graph().wire(guider, "positive");
        if (!guider.known()) {
            draft.note(
                    guider, "nothing here guides in the same way; CFG combine, or the prompt alone, stands in for it");
        }
        if (Dialect.drawsNoise(method.name())) {
            draft.note(
                    node,
                    method.name() + " adds noise in each step, which another generator draws there: here the picture is"
                            + " of the same kind, not the same");
        }
        return new Sampling(
                node,
                guider,
                positive.orElseGet(() ->
                        draft.graph().wired(guider, guider.type().equals("BasicGuider") ? "conditioning" : "positive")),
                positive.flatMap(prompt -> draft.graph().wire(guider, "negative")),
                draft.values().number(guider, "cfg", 8),
                noise,
                seed,
                method.name(),
                method.settings(),
                steps);
    }

    /** How the sample is moved, with what Denoise is to know of it. */
    private record Method(String name, Map<String, Json> settings) {
        Method {
            settings = Map.copyOf(settings);
        }
    }

    private Method method(ApiNode node) {
        draft.carry(node);
        if (node.type().equals("KSamplerSelect")) {
            String name = known(node, draft.values().text(node, "sampler_name", "euler"));
            return new Method(name, settings(name));
        }
        String name = METHODS.getOrDefault(node.type(), "");
        Map<String, Json> settings = new HashMap<>();
        if (name.isEmpty()) {
            draft.note(node, "this sampler has no counterpart here; euler stands in for it");
        } else if (name.equals("lms")) {
            settings.put("order", draft.values().number(node, "order", 4));
        } else {
            settings.put("fresh", draft.values().number(node, "eta", 1));
            if (draft.values().amount(node, "s_noise", 1).doubleValue() != 1) {
                draft.note(node, "s_noise has no counterpart here; it was taken as 1");
            }
        }
        return new Method(name.isEmpty() ? "euler" : name, settings);
    }

    private String known(ApiNode node, String sampler) {
        if (!Dialect.knowsSampler(sampler)) {
            draft.note(node, "the sampler '" + sampler + "' has no counterpart here; euler stands in for it");
        }
        return sampler;
    }

    private static Map<String, Json> settings(String sampler) {
        return Dialect.order(sampler) == 0 ? Map.of() : Map.of("order", Json.of(Dialect.order(sampler)));
    }

    private Steps whole(ApiNode node) {
        return Steps.of(
                curve(node),
                draft.values().whole(node, "steps", 20),
                draft.values().amount(node, "denoise", 1).doubleValue());
    }

    private Steps part(ApiNode node) {
        int count = draft.values().whole(node, "steps", 20);
        Steps part = Steps.of(curve(node), count, 1)
                .part(
                        draft.values().whole(node, "start_at_step", 0),
                        Math.max(0, draft.values().whole(node, "end_at_step", NO_END)));
        return draft.values().on(node, "return_with_leftover_noise", false) ? part : part.cleaned();
    }

    private String curve(ApiNode node) {
        String scheduler = draft.values().text(node, "scheduler", "normal");
        if (!Dialect.knowsScheduler(scheduler)) {
            draft.note(node, "the scheduler '" + scheduler + "' has no counterpart here; normal stands in for it");
        }
        return Dialect.curve(scheduler);
    }

    private Steps steps(Wire wire) {
        ApiNode node = wire.from();
        Values values = draft.values();
        draft.carry(node);
        return switch (node.type()) {
            case "BasicScheduler" -> whole(node);
            case "KarrasScheduler" -> Steps.given(Sigmas.karras(node, values));
            case "ExponentialScheduler", "PolyexponentialScheduler" ->
                Steps.given(Sigmas.polyexponential(node, values));
            case "VPScheduler" -> Steps.given(Sigmas.variancePreserving(node, values));
            case "AlignYourStepsScheduler" -> Steps.given(Sigmas.aligned(node, values));
            case "ManualSigmas" -> Steps.given(Sigmas.inText(values.text(node, "sigmas", "1, 0")));
            case "SDTurboScheduler" -> turbo(node);
            case "SplitSigmas" -> split(wire, values.whole(node, "step", 0));
            case "SplitSigmasDenoise" -> {
                Steps before = steps(draft.graph().wired(node, "sigmas"));
                double denoise = values.amount(node, "denoise", 1).doubleValue();
                yield split(wire, before.length() - (int) Math.rint(before.length() * denoise));
            }
            default -> {
                draft.note(node, "these noise levels have no counterpart here; 20 steps of normal stand in for them");
                yield Steps.of("normal", 20, 1);
            }
        };
    }

    private Steps split(Wire wire, int step) {
        Steps before = steps(draft.graph().wired(wire.from(), "sigmas"));
        return wire.output() == 0 ? before.part(0, step) : before.part(step, before.length());
    }

    /** Every hundredth of the timesteps of training from 999 down, as many as asked for. */
    private Steps turbo(ApiNode node) {
        int first = 10 - (int) (10 * draft.values().amount(node, "denoise", 1).doubleValue());
        return Steps.of("simple", 10, 1)
                .part(first, first + draft.values().whole(node, "steps", 1))
                .cleaned();
    }

    /** The node that a shift of the levels stands before. */
    Optional<ApiNode> shifted(ApiNode node) {
        Optional<Wire> sigmas = draft.graph().wire(node, "sigmas");
        return sigmas.isPresent()
                ? shifted(sigmas.get().from())
                : Optional.of(node)
                        .filter(found -> draft.graph().wire(found, "model").isPresent());
    }
}
